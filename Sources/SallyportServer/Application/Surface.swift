import ServiceCore

/// One of the services that this process stands in for.
enum Surface: Sendable, Hashable {
    /// The login hosts: discovery, authorize, token, consent.
    case identity
    /// Microsoft Graph, `/v1.0` and `/beta`.
    case graph
    /// Microsoft 365 Defender and Defender for Endpoint, `/api`.
    case defender
    /// Pages and endpoints of our own, `/portal` and `/admin`.
    case own

    /// The surface that a path names on a host which serves all of them.
    ///
    /// Tenant segments are GUIDs, domain names or aliases, so that no tenant can be called `api` or `v1.0`.
    static func named(byPath path: some StringProtocol) -> Self {
        switch path.split(separator: "/", maxSplits: 1).first.map({ $0.lowercased() }) {
        case "v1.0", "beta", "oidc": .graph
        case "api": .defender
        case "portal", "admin", nil: .own
        default: .identity
        }
    }
}

/// The hosts this server answers for, and which service each of them is; every other `Host` is refused.
struct HostDirectory: Sendable {
    /// What a host stands for.
    enum Meaning: Sendable, Hashable {
        /// A loopback name: the path decides.
        case everything
        /// A host of a Microsoft cloud.
        case only(Surface)
    }

    private let meanings: [String: Meaning]

    /// - Parameter local: Further names for this server itself, without port.
    init(clouds: [Cloud] = Cloud.builtIn, local: Set<String> = []) {
        var meanings: [String: Meaning] = [:]
        func add(_ hosts: some Sequence<String>, _ surface: Surface) {
            for host in hosts { if let name = Authority(parsing: host)?.host { meanings[name] = .only(surface) } }
        }
        for cloud in clouds {
            add([cloud.portalHost], .own)
            add([cloud.defenderHost, cloud.endpointHost] + cloud.defenderAliases, .defender)
            add([cloud.graphHost], .graph)
            add([cloud.loginHost, cloud.tokenIssuerHostV1] + cloud.loginAliases, .identity)
        }
        for name in ["localhost", "127.0.0.1", "::1"] + local.map({ $0.lowercased() }) { meanings[name] = .everything }
        self.meanings = meanings
    }

    /// `nil` when the host is not ours.
    func meaning(of host: String) -> Meaning? { meanings[host] }

    /// Whether the host belongs to a Microsoft cloud rather than to this machine.
    func isCloudHost(_ host: String) -> Bool {
        if case .only = meanings[host] { true } else { false }
    }

    /// The surface of a request; `nil` when the host serves no such path.
    func surface(of authority: Authority, path: String) -> Surface? {
        switch meanings[authority.host] {
        case .everything: return .named(byPath: path)
        case .only(.identity): return .identity
        case .only(let surface): return Surface.named(byPath: path) == surface ? surface : nil
        case nil: return nil
        }
    }
}
