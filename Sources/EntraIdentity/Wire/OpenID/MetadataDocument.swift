import Foundation

/// The OpenID configuration of a tenant or of a shared address, v1 and v2 (identity A.4).
public struct MetadataDocument: Sendable, Hashable, Codable {
    /// Issuer of tokens, with `{tenantid}` on shared addresses.
    public var issuer: String
    /// Where people sign in.
    public var authorizationEndpoint: String
    /// Where tokens come from.
    public var tokenEndpoint: String
    /// Where device codes come from.
    public var deviceAuthorizationEndpoint: String?
    /// Where a session ends.
    public var endSessionEndpoint: String?
    /// Where the keys are.
    public var keySetURI: String
    /// Facts about the signed-in user.
    public var userinfoEndpoint: String?
    /// v1 only.
    public var checkSessionFrame: String?
    /// v2 only.
    public var kerberosEndpoint: String?
    /// How clients may authenticate.
    public var tokenEndpointAuthMethodsSupported: [String]?
    /// How answers travel.
    public var responseModesSupported: [String]?
    /// What may be asked for.
    public var responseTypesSupported: [String]?
    /// `pairwise`.
    public var subjectTypesSupported: [String]?
    /// `RS256`.
    public var idTokenSigningAlgorithmsSupported: [String]?
    /// Sign-in scopes.
    public var scopesSupported: [String]?
    /// Claims of ID tokens.
    public var claimsSupported: [String]?
    /// Not announced by Entra ID; ours announces it on tenants.
    public var codeChallengeMethodsSupported: [String]?
    /// Not announced by Entra ID; ours announces it on tenants.
    public var grantTypesSupported: [String]?
    /// v2: false.
    public var requestURIParameterSupported: Bool?
    /// True.
    public var httpLogoutSupported: Bool?
    /// v2: true.
    public var frontchannelLogoutSupported: Bool?
    /// v1: true.
    public var microsoftMultiRefreshToken: Bool?
    /// Region, null on shared addresses.
    public var tenantRegionScope: String?
    /// US Government only.
    public var tenantRegionSubScope: String?
    /// By cloud.
    public var cloudInstanceName: String?
    /// By cloud.
    public var cloudGraphHostName: String?
    /// By cloud.
    public var graphHost: String?
    /// By cloud.
    public var rbacURL: String?

    /// Makes a document; the optional members are set afterwards.
    public init(issuer: String, authorizationEndpoint: String, tokenEndpoint: String, keySetURI: String) {
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.keySetURI = keySetURI
    }

    enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case deviceAuthorizationEndpoint = "device_authorization_endpoint"
        case endSessionEndpoint = "end_session_endpoint"
        case keySetURI = "jwks_uri"
        case userinfoEndpoint = "userinfo_endpoint"
        case checkSessionFrame = "check_session_iframe"
        case kerberosEndpoint = "kerberos_endpoint"
        case tokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported"
        case responseModesSupported = "response_modes_supported"
        case responseTypesSupported = "response_types_supported"
        case subjectTypesSupported = "subject_types_supported"
        case idTokenSigningAlgorithmsSupported = "id_token_signing_alg_values_supported"
        case scopesSupported = "scopes_supported"
        case claimsSupported = "claims_supported"
        case codeChallengeMethodsSupported = "code_challenge_methods_supported"
        case grantTypesSupported = "grant_types_supported"
        case requestURIParameterSupported = "request_uri_parameter_supported"
        case httpLogoutSupported = "http_logout_supported"
        case frontchannelLogoutSupported = "frontchannel_logout_supported"
        case microsoftMultiRefreshToken = "microsoft_multi_refresh_token"
        case tenantRegionScope = "tenant_region_scope"
        case tenantRegionSubScope = "tenant_region_sub_scope"
        case cloudInstanceName = "cloud_instance_name"
        case cloudGraphHostName = "cloud_graph_host_name"
        case graphHost = "msgraph_host"
        case rbacURL = "rbac_url"
    }
}

/// The answer of instance discovery (identity A.3).
public struct InstanceDiscovery: Sendable, Hashable, Codable {
    /// One cloud.
    public struct Instance: Sendable, Hashable, Codable {
        /// Host for requests.
        public var preferredNetwork: String
        /// Host in token caches.
        public var preferredCache: String
        /// All hosts.
        public var aliases: [String]

        /// Makes an instance.
        public init(preferredNetwork: String, preferredCache: String, aliases: [String]) {
            self.preferredNetwork = preferredNetwork
            self.preferredCache = preferredCache
            self.aliases = aliases
        }

        enum CodingKeys: String, CodingKey {
            case aliases
            case preferredNetwork = "preferred_network"
            case preferredCache = "preferred_cache"
        }
    }

    /// The OpenID configuration of the tenant in the given address.
    public var tenantDiscoveryEndpoint: String
    /// `1.0` or `1.1`.
    public var apiVersion: String
    /// The clouds.
    public var metadata: [Instance]

    /// Makes an answer.
    public init(tenantDiscoveryEndpoint: String, apiVersion: String = "1.1", metadata: [Instance]) {
        self.tenantDiscoveryEndpoint = tenantDiscoveryEndpoint
        self.apiVersion = apiVersion
        self.metadata = metadata
    }

    enum CodingKeys: String, CodingKey {
        case metadata
        case tenantDiscoveryEndpoint = "tenant_discovery_endpoint"
        case apiVersion = "api-version"
    }
}

/// The answer of the user realm endpoint (identity A.6).
public struct UserRealm: Sendable, Hashable, Codable {
    /// `1.0`.
    public var version: String
    /// `Managed`, `Federated` or `Unknown`.
    public var accountType: String
    /// Domain of the user name.
    public var domainName: String?
    /// Login host.
    public var cloudInstanceName: String?
    /// `urn:federation:MicrosoftOnline`.
    public var cloudAudience: String?

    /// Makes an answer.
    public init(
        accountType: String,
        domainName: String? = nil,
        cloudInstanceName: String? = nil,
        cloudAudience: String? = nil
    ) {
        version = "1.0"
        self.accountType = accountType
        self.domainName = domainName
        self.cloudInstanceName = cloudInstanceName
        self.cloudAudience = cloudAudience
    }

    enum CodingKeys: String, CodingKey {
        case version = "ver"
        case accountType = "account_type"
        case domainName = "domain_name"
        case cloudInstanceName = "cloud_instance_name"
        case cloudAudience = "cloud_audience_urn"
    }
}
