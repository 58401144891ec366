import Foundation
import HTTPTypes
import KQLEngine
import ServiceCore

/// Reads what `externaldata` names over https, without any credential.
struct WebFetcher: ExternalFetcher {
    private let transport: any HTTPTransport
    private let hosts: Set<String>
    private let timeout: Duration

    private static let mostRedirects = 5

    /// - Parameter hosts: The hosts that may be read, redirects included; any host when there are none.
    init(hosts: Set<String>, in context: CommandContext) throws {
        self.hosts = hosts
        timeout = context.settings.timeout
        transport = try context.transports.transport(
            ConnectionOptions(
                trustedFile: context.settings.caFile?.value, proxy: context.settings.proxy?.value))
    }

    func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8] {
        guard var url = URL(string: address) else { throw ExternalFailure("it is no address") }
        for _ in 0...Self.mostRedirects {
            guard url.scheme == "https", let host = url.host()?.lowercased() else {
                throw ExternalFailure("only https addresses are read")
            }
            guard hosts.isEmpty || hosts.contains(host) else {
                throw ExternalFailure("it leads to the host '\(host)', which is not allowed")
            }
            let response: ServiceResponse
            do {
                response = try await transport.send(ServiceRequest(url: url, repeatability: .safe), timeout: timeout)
            } catch let error as TransportError {
                throw ExternalFailure(error.message)
            }
            switch response.status.code {
            case 200..<300:
                guard response.body.count <= maximumBytes else {
                    throw ExternalFailure("it is larger than \(maximumBytes / 1_000_000) MB")
                }
                return Array(response.body)
            case 301, 302, 303, 307, 308:
                guard let place = response.headers[.location], let next = URL(string: place, relativeTo: url) else {
                    throw ExternalFailure("it is redirected to nowhere")
                }
                url = next.absoluteURL
            case let code: throw ExternalFailure("the host answered with status \(code)")
            }
        }
        throw ExternalFailure("it is redirected too often")
    }
}
