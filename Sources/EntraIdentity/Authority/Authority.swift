public import Foundation
public import ServiceCore

/// What issues tokens: a cloud's login host and a tenant.
public struct Authority: Sendable, Hashable {
    /// The version of an endpoint: what is asked for is called `resource` on v1 and `scope` on v2.
    public enum Version: String, Sendable, Hashable, Codable {
        /// `…/oauth2/token`.
        case v1
        /// `…/oauth2/v2.0/token`.
        case v2
    }

    /// Where it is.
    public let cloud: Cloud

    /// GUID, verified domain, or an alias: `common`, `organizations`, `consumers`; in lower case.
    public let tenant: String

    /// Makes an authority.
    ///
    /// - Throws: ``AuthenticationError`` with number 900023 for a text that cannot be a tenant, for example an
    ///   unexpanded variable.
    public init(cloud: Cloud, tenant: String) throws {
        let folded = tenant.lowercased()
        guard Self.isTenantName(folded) else {
            throw AuthenticationError(
                .tenantNameInvalid, error: .invalidConfiguration,
                message: "“\(DisplayText.clean(tenant, limit: 80))” is neither a tenant ID, nor a domain, nor an alias."
            )
        }
        self.cloud = cloud
        self.tenant = folded
    }

    /// Reads an address such as `https://login.microsoftonline.com/contoso.onmicrosoft.com`.
    ///
    /// - Parameters:
    ///   - address: Login host and tenant; a path behind the tenant is an error.
    ///   - clouds: Clouds whose hosts are trusted, as a rule the built-in ones and a local tenant's.
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/invalidConfiguration`` for `http`, for user
    ///   information, and for hosts that no cloud has (identity H.48, H.49).
    public init(parsing address: String, trusting clouds: [Cloud] = Cloud.builtIn) throws {
        func refuse(_ reason: String, _ remedy: String) -> AuthenticationError {
            AuthenticationError(
                code: .invalidConfiguration,
                message: "The authority “\(DisplayText.clean(address, limit: 120))” is not used: \(reason).",
                remedy: remedy)
        }
        guard let parts = URLComponents(string: address), let host = parts.host?.lowercased(), !host.isEmpty else {
            throw refuse("it is no address", "Write https://, the login host and the tenant.")
        }
        guard parts.scheme?.lowercased() == "https" else {
            throw refuse("it is not https", "Use https; for a private certificate authority name its file.")
        }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw refuse("it holds more than host and tenant", "Write https://, the login host and the tenant.")
        }
        let named = parts.port.map { $0 == 443 ? host : "\(host):\($0)" } ?? host
        guard let cloud = clouds.first(where: { $0.loginHosts.map { $0.lowercased() }.contains(named) }) else {
            throw refuse(
                "its host belongs to no known cloud",
                "Choose a cloud, or name the host as a local tenant so that it is trusted.")
        }
        let segments = parts.path.split(separator: "/")
        guard segments.count <= 1 else {
            throw refuse("its path has more than the tenant", "Leave out what follows the tenant.")
        }
        try self.init(cloud: cloud, tenant: segments.first.map(String.init) ?? "organizations")
    }

    /// The tenant as an identifier; `nil` for domains and aliases.
    public var tenantID: UUID? { UUID(uuidString: tenant) }

    /// Whether the tenant is an alias for many.
    public var isAlias: Bool { ["common", "organizations", "consumers"].contains(tenant) }

    /// The same cloud with another tenant.
    ///
    /// - Throws: ``AuthenticationError`` for a text that cannot be a tenant.
    public func with(tenant: String) throws -> Authority { try Authority(cloud: cloud, tenant: tenant) }

    // MARK: Endpoints

    /// Where tokens come from.
    public func tokenEndpoint(_ version: Version = .v2) throws -> URL { try url(path("token", version)) }

    /// Where people sign in.
    public func authorizationEndpoint(_ version: Version = .v2) throws -> URL { try url(path("authorize", version)) }

    /// Where device codes come from.
    public func deviceAuthorizationEndpoint(_ version: Version = .v2) throws -> URL {
        try url(path("devicecode", version))
    }

    /// Where an administrator consents.
    public func adminConsentEndpoint(_ version: Version = .v2) throws -> URL {
        try url(version == .v2 ? "/\(tenant)/v2.0/adminconsent" : "/\(tenant)/adminconsent")
    }

    /// The address that an administrator opens to consent for a tenant.
    ///
    /// - Parameters:
    ///   - clientID: The application.
    ///   - scopes: What to grant, as a rule `{resource}/.default`.
    ///   - redirectURI: A registered one.
    ///   - state: Bind it to your own session: the answer proves nothing by itself (identity B.6).
    public func adminConsentURL(
        clientID: String, scopes: some Sequence<Scope>, redirectURI: String?, state: String?
    ) throws -> URL {
        let request = AdminConsentRequest(
            clientID: clientID, scope: scopes.scopeList, redirectURI: redirectURI, state: state)
        return try cloud.url(.login, path: "/\(tenant)/v2.0/adminconsent?\(request.query)")
    }

    /// Where the OpenID configuration is.
    public func metadataEndpoint(_ version: Version = .v2) throws -> URL {
        try url("/\(tenant)/" + (version == .v2 ? "v2.0/" : "") + ".well-known/openid-configuration")
    }

    /// The issuers that a token of a tenant of this cloud may name.
    func issuers(tenantID: UUID) -> Set<String> {
        let tenant = tenantID.uuidString.lowercased()
        var issuers: Set<String> = ["https://\(cloud.tokenIssuerHostV1)/\(tenant)/"]
        for host in cloud.loginHosts { issuers.insert("https://\(host)/\(tenant)/v2.0") }
        return issuers
    }

    private func path(_ name: String, _ version: Version) -> String {
        "/\(tenant)/oauth2/" + (version == .v2 ? "v2.0/" : "") + name
    }

    private func url(_ path: String) throws -> URL { try cloud.url(.login, path: path) }

    private static func isTenantName(_ text: String) -> Bool {
        if UUID(uuidString: text) != nil || ["common", "organizations", "consumers"].contains(text) { return true }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { byte in
                        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                    }
            }
    }
}
