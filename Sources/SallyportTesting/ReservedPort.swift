#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A loopback port that nobody can listen on: it is bound and never listens, so every connection to it is refused.
///
/// A port that merely was free a moment ago may belong to another test by the time it is used. Keep the value alive while
/// the port is used.
public final class ReservedPort: Sendable {
    /// The number of the port on 127.0.0.1.
    public let number: Int
    private let descriptor: Int32

    /// Takes a free port until this value goes away.
    ///
    /// - Throws: ``ContractViolation`` when the system gives none.
    public init() throws {
        #if canImport(Glibc)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                bind(descriptor, general, length) == 0 && getsockname(descriptor, general, &length) == 0
            }
        }
        number = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else {
            throw ContractViolation("no loopback port could be bound")
        }
    }

    deinit { close(descriptor) }
}
