import Foundation
import ServiceCore

/// What connections are made with.
struct ConnectionOptions: Sendable, Hashable {
    /// PEM file of authorities that are trusted beside the system's.
    var trustedFile: URL?
    /// `http://host:port`; loopback is always reached directly.
    var proxy: URL?
    /// Further hosts that are reached directly, as in `NO_PROXY`.
    var withoutProxy: [String] = []
}

/// Makes transports and ends them all when the command is over.
protocol TransportFactory: Sendable {
    /// A transport with these options; the same one for the same options.
    func transport(_ options: ConnectionOptions) throws -> any HTTPTransport
    /// Ends the connections of every transport that was made.
    func shutDown() async
}
