import ServiceCore

/// How a profile signs in.
enum SignInMethod: String, CaseIterable, Sendable, Codable {
    /// The system's browser, authorization code with PKCE.
    case browser
    /// A code typed on another device.
    case deviceCode = "device-code"
    /// An application's secret, from a file or from standard input at sign-in.
    case clientSecret = "client-secret"
    /// An application's certificate with its key.
    case certificate
    /// User name and password.
    case username
}

/// A named set of settings in `config.yaml`. It holds no secret, only where one lies.
struct Profile: Sendable, Equatable {
    /// `global`, `gcc`, `gcc-high`, `dod`, `china` or `local`.
    var cloud: String?
    /// GUID or verified domain.
    var tenant: String?
    /// The application that signs in.
    var client: String?
    var method: SignInMethod?
    /// The account of a user who signed in.
    var username: String?
    /// PEM file with certificate and key.
    var certificate: String?
    /// A file with nothing but the client secret in it.
    var secretFile: String?
    /// State folder of the local tenant.
    var state: String?
    var output: OutputFormat?
    /// PEM file of further certificate authorities.
    var caFile: String?
    var proxy: String?
    /// For example `30s`, `2m`.
    var timeout: String?
}
