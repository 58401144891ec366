public import Foundation

/// Where Microsoft 365 Defender is: the hosts of one cloud, or of one local tenant.
///
/// Every host name of client code stands in values of this type and nowhere else, so a program that works with one
/// cloud works with another by changing this value (design 1). Login host, Graph host and Defender hosts are
/// independent: a GCC tenant signs in on the global host and calls `.us` Defender hosts (identity A.1).
public struct Cloud: Sendable, Hashable, Codable {
    /// A group of routes with a host of its own.
    public enum Service: String, Sendable, Hashable, Codable, CaseIterable {
        /// Entra ID: authorize, token, discovery.
        case login
        /// Microsoft Graph.
        case graph
        /// Microsoft 365 Defender (XDR) API.
        case defender
        /// Microsoft Defender for Endpoint API.
        case endpoint
        /// The security portal, for links.
        case portal
    }

    /// Short name for options and profiles, for example `global`.
    public var name: String

    /// Login host, with `:port` unless 443.
    public var loginHost: String

    /// Other names of the login host; token caches and issuers use them.
    public var loginAliases: [String]

    /// Name under which token caches file entries of this login host (identity G.1).
    public var cacheHost: String

    /// Microsoft Graph host, with `:port` unless 443.
    public var graphHost: String

    /// Host of the XDR API, empty where none is published.
    public var defenderHost: String

    /// Host of the Defender for Endpoint API, empty where none is published.
    public var endpointHost: String

    /// Regional and old hosts of the two Defender APIs.
    public var defenderAliases: [String]

    /// Host of the security portal, for links in incidents.
    public var portalHost: String

    /// Host in the issuer of v1.0 tokens, `sts.windows.net` in the built-in clouds.
    public var tokenIssuerHostV1: String

    /// App ID URI that tokens for Microsoft Graph are asked for.
    public var graphResource: String

    /// App ID URI that tokens for the XDR API are asked for, also when a regional host is called.
    public var defenderResource: String

    /// App ID URI that tokens for the Defender for Endpoint API are asked for.
    public var endpointResource: String

    /// Makes a cloud of its hosts.
    public init(
        name: String,
        loginHost: String,
        loginAliases: [String] = [],
        cacheHost: String? = nil,
        graphHost: String,
        defenderHost: String,
        endpointHost: String,
        defenderAliases: [String] = [],
        portalHost: String,
        tokenIssuerHostV1: String,
        graphResource: String,
        defenderResource: String,
        endpointResource: String
    ) {
        self.name = name
        self.loginHost = loginHost
        self.loginAliases = loginAliases
        self.cacheHost = cacheHost ?? loginHost
        self.graphHost = graphHost
        self.defenderHost = defenderHost
        self.endpointHost = endpointHost
        self.defenderAliases = defenderAliases
        self.portalHost = portalHost
        self.tokenIssuerHostV1 = tokenIssuerHostV1
        self.graphResource = graphResource
        self.defenderResource = defenderResource
        self.endpointResource = endpointResource
    }
}

extension Cloud {
    /// The host of a service, with `:port` unless 443; empty where the cloud has no such service.
    public func host(of service: Service) -> String {
        switch service {
        case .login: loginHost
        case .graph: graphHost
        case .defender: defenderHost
        case .endpoint: endpointHost
        case .portal: portalHost
        }
    }

    /// An absolute `https` address on a service of this cloud.
    ///
    /// - Parameters:
    ///   - service: Which host.
    ///   - path: Path with a leading slash, and a query if there is one, both percent-encoded.
    /// - Throws: ``ParsingError`` when the cloud has no such service or the path is no path.
    public func url(_ service: Service, path: String) throws -> URL {
        let host = host(of: service)
        guard !host.isEmpty else {
            throw ParsingError(
                code: .address,
                message: "The cloud “\(name)” publishes no \(service.rawValue) service; choose another cloud."
            )
        }
        guard path.hasPrefix("/"), let url = URL(string: "https://\(host)\(path)"), url.host() != nil else {
            throw ParsingError(code: .address, message: "“\(path)” is no path on \(host); it must begin with a slash.")
        }
        return url
    }

    /// The App ID URI that tokens for a service are asked for; none for sign-in and portal.
    public func resource(of service: Service) -> String? {
        switch service {
        case .graph: graphResource
        case .defender: defenderResource
        case .endpoint: endpointResource
        case .login, .portal: nil
        }
    }

    /// The scope `{resource}/.default` of a service; empty for sign-in and portal.
    public func defaultScopes(of service: Service) -> Set<Scope> {
        guard let resource = resource(of: service) else { return [] }
        return [Scope(rawValue: resource + "/.default")]
    }

    /// Every host name of this cloud, aliases included, as they stand in this value.
    public var allHosts: Set<String> {
        let own = [loginHost, graphHost, defenderHost, endpointHost, portalHost, tokenIssuerHostV1]
        return Set((own + loginAliases + defenderAliases).filter { !$0.isEmpty })
    }

    /// Login host and aliases: names that stand for the same authority.
    public var loginHosts: [String] { [loginHost] + loginAliases }
}
