import Foundation

/// A file of certificate authorities for programs that are to trust the local tenant.
enum TrustBundle {
    /// Where systems keep the authorities that they trust, as one PEM file.
    static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    /// Writes the bundle.
    ///
    /// - Parameter withSystemRoots: Adds the system's authorities, for programs that reach the internet too.
    static func write(authority: URL, withSystemRoots: Bool, to file: URL) throws {
        do {
            var text = try String(contentsOf: authority, encoding: .utf8)
            if withSystemRoots, let roots = systemFiles.first(where: FileManager.default.fileExists(atPath:)) {
                if !text.hasSuffix("\n") { text += "\n" }
                text += try String(contentsOfFile: roots, encoding: .utf8)
            }
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw CommandError(
                .fileFailed, what: "cannot write \(file.path)", why: "a certificate file cannot be read or written",
                remedy: "check \(authority.path)", cause: error)
        }
    }

    /// The variables by which runtimes and tools take a CA file instead of, or beside, the system's.
    static func variables(for bundle: URL) -> [String: String] {
        let names = [
            "SSL_CERT_FILE",  // OpenSSL, Go, .NET, Ruby, httpx
            "REQUESTS_CA_BUNDLE",  // Python requests, MSAL
            "CURL_CA_BUNDLE",  // curl
            "NODE_EXTRA_CA_CERTS",  // Node
            "GIT_SSL_CAINFO", "PIP_CERT", "CARGO_HTTP_CAINFO", "DENO_CERT", "NIX_SSL_CERT_FILE",
            "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", "AWS_CA_BUNDLE",
        ]
        return Dictionary(uniqueKeysWithValues: names.map { ($0, bundle.path) })
    }
}
