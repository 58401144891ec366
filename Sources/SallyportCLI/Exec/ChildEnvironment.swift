import Foundation

/// The variables of a program under `sally exec`.
struct ChildEnvironment {
    /// An application's identity, as Azure's own variables carry it.
    struct Identity: Sendable {
        var tenantID: String
        var clientID: String
        /// Stands in the program's environment and nowhere else.
        var secret: String?
        var certificatePath: String?
    }

    /// Variables that would lead the program past the proxy, or to an identity that is not the chosen one.
    static let removed: Set<String> = [
        "ALL_PROXY", "all_proxy", "SSL_CERT_DIR", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH",
        "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_USERNAME", "AZURE_PASSWORD", "AZURE_FEDERATED_TOKEN_FILE",
        "AZURE_AUTHORITY_HOST", "AZURE_REGIONAL_AUTHORITY_NAME", "AZURE_POD_IDENTITY_AUTHORITY_HOST",
        "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET", "MSAL_FORCE_REGION", "REGION_NAME",
    ]

    /// What is never proxied: this machine.
    static let local = "localhost,127.0.0.1,::1"

    /// Builds the environment from ours.
    static func make(
        from parent: [String: String], proxyPort: Int, bundle: URL, identity: Identity?
    ) -> [String: String] {
        var variables = parent.filter { !removed.contains($0.key) && !$0.key.hasPrefix("SALLY_") }
        let proxy = "http://127.0.0.1:\(proxyPort)"
        for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] { variables[name] = proxy }
        for name in ["NO_PROXY", "no_proxy"] { variables[name] = local }
        // Node takes proxies from the environment only when it is told to.
        variables["NODE_USE_ENV_PROXY"] = "1"
        variables.merge(TrustBundle.variables(for: bundle)) { _, new in new }
        if let identity {
            variables["AZURE_TENANT_ID"] = identity.tenantID
            variables["AZURE_CLIENT_ID"] = identity.clientID
            variables["AZURE_CLIENT_SECRET"] = identity.secret
            variables["AZURE_CLIENT_CERTIFICATE_PATH"] = identity.certificatePath
        }
        return variables
    }
}
