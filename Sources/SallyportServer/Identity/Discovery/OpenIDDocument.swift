import ServiceCore

/// The two protocol versions under which the identity endpoints exist.
enum ProtocolVersion: Sendable, Hashable {
    case v1
    case v2

    /// Between `oauth2` and the endpoint's name.
    var infix: String { self == .v1 ? "oauth2" : "oauth2/v2.0" }
}

/// The OpenID configuration of a tenant or an alias; identity.md A.4.
struct OpenIDDocument: Sendable {
    let version: ProtocolVersion
    let segment: TenantSegment
    let authority: Authority
    let issuers: IssuerPolicy
    /// `?appid=` of the request, repeated in the address of the keys.
    let appID: String?

    var json: JSONTree {
        var document = JSONTree.Members()
        let base = "\(authority.origin)/\(segment.canonical)"
        let cloud = CloudNames(authority: authority)
        document["token_endpoint"] = .string("\(base)/\(version.infix)/token")
        document["token_endpoint_auth_methods_supported"] = [
            "client_secret_post", "private_key_jwt", "client_secret_basic",
        ]
        document["jwks_uri"] = .string(keysURL(base: base))
        document["response_modes_supported"] = ["query", "fragment", "form_post"]
        document["subject_types_supported"] = ["pairwise"]
        document["id_token_signing_alg_values_supported"] = ["RS256"]
        document["response_types_supported"] =
            version == .v2
            ? ["code", "id_token", "code id_token", "id_token token"]
            : ["code", "id_token", "code id_token", "token id_token", "token"]
        document["scopes_supported"] = version == .v2 ? ["openid", "profile", "email", "offline_access"] : ["openid"]
        document["issuer"] = .string(
            version == .v2
                ? issuers.issuerV2(authority: authority, tenant: segment.issuerTenant)
                : issuers.issuerV1(authority: authority, tenant: segment.issuerTenant))
        if version == .v1 { document["microsoft_multi_refresh_token"] = true }
        document["authorization_endpoint"] = .string("\(base)/\(version.infix)/authorize")
        document["device_authorization_endpoint"] = .string("\(base)/\(version.infix)/devicecode")
        document["http_logout_supported"] = true
        if version == .v2 {
            document["request_uri_parameter_supported"] = false
            document["frontchannel_logout_supported"] = true
        }
        document["end_session_endpoint"] = .string("\(base)/\(version.infix)/logout")
        if version == .v1 { document["check_session_iframe"] = .string("\(base)/oauth2/checksession") }
        document["userinfo_endpoint"] = .string(
            version == .v2 ? "https://\(cloud.graph)/oidc/userinfo" : "\(base)/openid/userinfo")
        document["claims_supported"] = JSONTree(strings: claims)
        if version == .v2 { document["kerberos_endpoint"] = .string("\(base)/kerberos") }
        document["tenant_region_scope"] = segment.tenantRecord == nil ? .null : "WW"
        document["cloud_instance_name"] = .string(cloud.instance)
        document["cloud_graph_host_name"] = .string(cloud.directoryGraph)
        document["msgraph_host"] = .string(cloud.graph)
        document["rbac_url"] = .string("https://pas.windows.net")
        // Not announced by Entra; clients that know them profit, the others ignore them (identity.md A.4).
        if segment.tenantRecord != nil {
            document["code_challenge_methods_supported"] = ["S256", "plain"]
            document["grant_types_supported"] = [
                "authorization_code", "client_credentials", "refresh_token", "password",
                "urn:ietf:params:oauth:grant-type:device_code",
            ]
        }
        return .object(document)
    }

    private func keysURL(base: String) -> String {
        let address = version == .v2 ? "\(base)/discovery/v2.0/keys" : "\(authority.origin)/common/discovery/keys"
        return appID.map { "\(address)?appid=\(FormFields.encode($0))" } ?? address
    }

    private var claims: [String] {
        let shared = [
            "sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name",
            "msgraph_host", "aud", "exp", "iat", "auth_time", "acr",
        ]
        return version == .v2
            ? shared + ["nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"]
            : shared + ["amr", "nonce", "email", "given_name", "family_name", "nickname"]
    }
}

/// The names of the cloud that a login host stands for; on a local host they are all this server.
struct CloudNames: Sendable {
    let instance: String
    let graph: String
    let directoryGraph: String

    init(authority: Authority) {
        if let cloud = Cloud.builtIn.first(where: { $0.loginHosts.contains(authority.host) }) {
            instance =
                switch cloud.name {
                case Cloud.global.name: "microsoftonline.com"
                case Cloud.china.name: "partner.microsoftonline.cn"
                default: "microsoftonline.us"
                }
            graph = cloud.graphHost
            directoryGraph = cloud.name == Cloud.china.name ? "graph.chinacloudapi.cn" : "graph.windows.net"
        } else {
            instance = authority.description
            graph = authority.description
            directoryGraph = authority.description
        }
    }
}
