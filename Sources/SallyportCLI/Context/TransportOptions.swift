import Foundation
import ServiceCore

/// What a connection is made with.
struct TransportOptions: Sendable, Hashable {
    /// PEM files of authorities that are trusted beside the system's.
    var trustedFiles: [URL] = []
    /// `http://host:port`, for hosts other than loopback.
    var proxy: URL?
}

/// Makes transports and ends them all when the command is over.
protocol TransportFactory: Sendable {
    /// A transport with these options; the same one for the same options.
    func transport(_ options: TransportOptions) throws -> any HTTPTransport
    /// Ends the connections of every transport that was made.
    func shutDown() async
}
