import Foundation
import ServiceCore

/// The answer to «is this host an authority, and what else is it called»; identity.md A.3.
struct InstanceDiscovery: Sendable {
    let hosts: HostDirectory
    let authority: Authority

    /// - Parameter authorizationEndpoint: The absolute authorize URL that the caller was configured with.
    /// - Throws: ``IdentityFailure`` 50049 with the error `invalid_instance`, the one value that clients take for «the
    ///   authority is invalid» rather than for a network problem.
    func json(authorizationEndpoint: String) throws -> JSONTree {
        guard let parts = URLComponents(string: authorizationEndpoint), parts.scheme?.lowercased() == "https",
            let host = parts.host?.lowercased(), isLoginHost(host)
        else {
            throw IdentityFailure(
                .unknownInstance, "Unknown or invalid instance. Turn instance discovery off for private hosts.")
        }
        let asked = Authority(host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port)
        let tenant = parts.path.split(separator: "/").first.map(String.init) ?? "common"
        var metadata = Self.clouds
        if !hosts.isCloudHost(authority.host) {
            metadata.append(
                Self.entry(
                    network: authority.description, cache: authority.description, aliases: [authority.description]))
        }
        return [
            "tenant_discovery_endpoint": .string(
                "\(asked.origin)/\(FormFields.encode(tenant))/v2.0/.well-known/openid-configuration"),
            "api-version": "1.1",
            "metadata": .array(metadata),
        ]
    }

    private func isLoginHost(_ host: String) -> Bool {
        switch hosts.meaning(of: host.trimmingCharacters(in: ["[", "]"])) {
        case .everything, .only(.identity): true
        default: false
        }
    }

    private static let clouds: [JSONTree] = {
        var seen: Set<String> = []
        return Cloud.builtIn.compactMap { cloud in
            guard seen.insert(cloud.loginHost).inserted else { return nil }
            return entry(network: cloud.loginHost, cache: cloud.cacheHost, aliases: cloud.loginHosts)
        }
    }()

    private static func entry(network: String, cache: String, aliases: [String]) -> JSONTree {
        [
            "preferred_network": .string(network),
            "preferred_cache": .string(cache),
            "aliases": JSONTree(strings: aliases),
        ]
    }
}
