import Foundation
import ServiceCore
import Synchronization

/// Makes transports over the network.
final class NetworkTransportFactory: TransportFactory {
    func transport(_ options: TransportOptions) throws -> any HTTPTransport {
        throw CommandError(.programFailed, what: "no transport")
    }

    func shutDown() async {}
}
