import Foundation
import NIOCore
import NIOPosix
import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Looks at the network below HTTP, for `sally doctor`.
protocol NetworkProbe: Sendable {
    /// The addresses of a host name.
    func addresses(of host: String) async throws -> [String]
    /// Opens and closes a connection.
    func connect(to host: String, port: Int) async throws
}

/// The resolver and the sockets of this machine.
struct SystemNetworkProbe: NetworkProbe {
    func addresses(of host: String) async throws -> [String] {
        let found = await withCheckedContinuation { continuation in
            // getaddrinfo blocks, so it gets a thread of its own.
            Thread.detachNewThread { continuation.resume(returning: Self.lookUp(host)) }
        }
        guard !found.isEmpty else {
            throw TransportError(code: .nameResolution, message: "The name \(host) does not resolve.", host: host)
        }
        return found
    }

    func connect(to host: String, port: Int) async throws {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(10)).connect(host: host, port: port).get()
            try? await channel.close()
        } catch {
            throw TransportError(
                code: .connect, message: "No connection to \(host):\(port) can be made.", host: host, cause: error)
        }
    }

    private static func lookUp(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var next = list
        while let entry = next {
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let code = getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
            if code == 0 {
                let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !addresses.contains(text) { addresses.append(text) }
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }
}
