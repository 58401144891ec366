package import Foundation
package import KQLEngine

/// How a local tenant's server is started. Plain values: the command line reads environment and files.
package struct ServerOptions: Sendable {
    /// The folder with everything that lasts; made with mode 0700 when absent.
    package var stateFolder: URL

    /// The address to listen on; loopback unless told otherwise.
    package var host = "127.0.0.1"

    /// The TLS port; 0 takes any free one.
    package var port = 8443

    /// A declarative world for a new state; the built-in one when absent. Ignored when the state has tenants.
    package var seedFile: URL?

    /// Further host names for this server, without port; they enter the certificate and the allow-list.
    package var additionalHosts: Set<String> = []

    /// The DuckDB library; looked for in the usual places when absent.
    package var engineLibrary: URL?

    /// Further folders where the DuckDB library is looked for, before the system's own.
    package var engineFolders: [URL] = []

    /// Whether and how hunting queries read external data; they may not unless told otherwise.
    package var external = ExternalData(allowance: Self.externalAllowance)

    /// Where addresses are, for `geo_info_from_ip_address`; without it the function answers with empty bags.
    package var places: GeoDatabase?

    /// What the error of a denied `externaldata` tells its author to do.
    package static let externalAllowance =
        "Start the local tenant with `sally local start --external-host HOST` to allow it, or with --external empty to let "
        + "such tables be empty."

    /// Whether a code challenge with method `plain` is taken (identity.md H.5).
    package var allowsPlainChallenge = true

    /// Whether public clients and single-page applications must send a code challenge (identity.md H.4).
    package var requiresChallengeOfPublicClients = false

    /// Whether each assertion's `jti` is taken once only; off, because MSAL repeats assertions (identity.md B.2).
    package var refusesRepeatedAssertions = false

    /// How the `iss` of v1 tokens is spelt (identity.md A.4).
    package var issuerFormV1 = IssuerFormV1.byHost

    package enum IssuerFormV1: String, Sendable, Codable {
        /// `https://sts.windows.net/{tid}/` behind a Microsoft name, `https://{host}/{tid}/` behind a local one.
        case byHost
        /// Always `https://sts.windows.net/{tid}/`, for APIs that compare it literally.
        case original
    }

    package init(stateFolder: URL) { self.stateFolder = stateFolder }
}
