import ArgumentParser

/// How to sign in; without any of these the system's browser is used.
struct SignInOptions: ParsableArguments {
    @Option(name: .customLong("client-id"), help: "Client ID of the application (AZURE_CLIENT_ID).")
    var clientID: String?

    @Option(help: "File with the application's secret, or - to read it from standard input.", completion: .file())
    var clientSecret: String?

    @Option(help: "PEM file with certificate and key of the application.", completion: .file())
    var certificate: String?

    @Flag(help: "Show a code to type on another device.")
    var deviceCode = false

    @Option(help: "Sign in with this user name; the password is asked for.")
    var username: String?

    func validate() throws {
        let chosen = [clientSecret != nil, certificate != nil, deviceCode, username != nil].count { $0 }
        guard chosen <= 1 else {
            throw ValidationError(
                "Choose one of --client-secret, --certificate, --device-code and --username.")
        }
    }

    /// What the options ask for; `nil` when they say nothing.
    var method: SignInMethod? {
        if clientSecret != nil { return .clientSecret }
        if certificate != nil { return .certificate }
        if deviceCode { return .deviceCode }
        if username != nil { return .username }
        return nil
    }
}
