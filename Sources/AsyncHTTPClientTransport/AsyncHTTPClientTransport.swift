import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOSSL
public import ServiceCore

/// ``HTTPTransport`` over async-http-client: HTTP/2 where the service offers it, else HTTP/1.1, always with verified
/// certificates, never following redirects.
public struct AsyncHTTPClientTransport: HTTPTransport {
    private let options: TransportOptions
    private let direct: HTTPClient
    private let proxied: HTTPClient

    /// Lends a transport to a closure and closes its connections afterwards, also when the closure throws or the task is
    /// cancelled.
    ///
    /// - Throws: ``TransportError`` with code ``TransportError/Code/tls`` when the file of certificate authorities cannot
    ///   be used; what the closure throws.
    public static func withTransport<Result>(
        _ options: TransportOptions = TransportOptions(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (AsyncHTTPClientTransport) async throws -> Result
    ) async throws -> Result {
        let configuration = try configuration(options, proxy: nil)
        guard let proxy = options.proxy else {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                try await body(AsyncHTTPClientTransport(options: options, direct: client, proxied: client))
            }
        }
        let withProxy = try Self.configuration(options, proxy: proxy)
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await HTTPClient.withHTTPClient(configuration: withProxy) { proxied in
                try await body(AsyncHTTPClientTransport(options: options, direct: client, proxied: proxied))
            }
        }
    }

    /// Sends the request and reads the whole answer.
    public func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        let host = request.url.host() ?? ""
        let named = request.url.port.map { "\(host):\($0)" } ?? host
        guard ["https", "http"].contains(request.url.scheme?.lowercased()), !host.isEmpty else {
            throw TransportError(code: .invalidRequest, message: "The address is no https address.", host: named)
        }
        let client = options.usesProxy(for: host) ? proxied : direct
        let deadline = NIODeadline.now() + .nanoseconds(Self.nanoseconds(timeout))
        do {
            let response = try await client.execute(Self.outgoing(request), deadline: deadline)
            let body = try await read(response, deadline: deadline, host: named)
            var headers = HTTPFields()
            for (name, value) in response.headers {
                guard let name = HTTPField.Name(name) else { continue }
                headers.append(HTTPField(name: name, value: value))
            }
            return ServiceResponse(
                status: .init(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase),
                headers: headers, body: body)
        } catch let error as TransportError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw ErrorMapping.transportError(error, host: named, usesPrivateAuthority: options.usesPrivateAuthority)
        }
    }

    private func read(_ response: HTTPClientResponse, deadline: NIODeadline, host: String) async throws -> Data {
        var data = Data()
        for try await var chunk in response.body {
            guard data.count + chunk.readableBytes <= options.maximumBodyBytes else {
                throw TransportError(
                    code: .bodyTooLarge,
                    message:
                        "The answer of \(host) is larger than \(options.maximumBodyBytes >> 20) MiB; ask for less.",
                    host: host)
            }
            if let bytes = chunk.readData(length: chunk.readableBytes) { data.append(bytes) }
            guard NIODeadline.now() < deadline else { throw HTTPClientError.deadlineExceeded }
        }
        return data
    }

    private static func outgoing(_ request: ServiceRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url.absoluteString)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers { outgoing.headers.add(name: field.name.rawName, value: field.value) }
        if let body = request.body { outgoing.body = .bytes(body) }
        return outgoing
    }

    private static func configuration(
        _ options: TransportOptions, proxy: TransportOptions.Proxy?
    ) throws -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        if let file = options.certificateAuthorityFile {
            tls.additionalTrustRoots = [.certificates(try authorities(in: file))]
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .nanoseconds(nanoseconds(options.connectTimeout)),
                read: .nanoseconds(nanoseconds(options.readTimeout))),
            // Nothing is decompressed, so nothing can grow behind the limit of bytes.
            decompression: .disabled
        )
        // The pipeline repeats; a second layer would hide the reason of a failed connection until its timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = options.resolve
        if let proxy {
            let authorization = proxy.username.map { username in
                HTTPClient.Authorization.basic(username: username, password: proxy.password?.reveal ?? "")
            }
            configuration.proxy = .server(host: proxy.host, port: proxy.port, authorization: authorization)
        }
        return configuration
    }

    private static func authorities(in file: URL) throws -> [NIOSSLCertificate] {
        let path = file.path(percentEncoded: false)
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw TransportError(
                code: .tls,
                message: "The file of certificate authorities \(path) cannot be read as PEM; check the path.",
                cause: error)
        }
        guard !certificates.isEmpty else {
            throw TransportError(
                code: .tls, message: "The file of certificate authorities \(path) holds no certificate.")
        }
        return certificates
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let parts = duration.components
        guard parts.seconds < 1_000_000_000 else { return .max / 4 }
        return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }
}

extension TransportOptions {
    fileprivate var usesPrivateAuthority: Bool { certificateAuthorityFile != nil }
}
