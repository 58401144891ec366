import ArgumentParser

/// `sally auth …`: who `sally` is.
struct AuthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Sign in and out, and get tokens.",
        subcommands: [AuthLogin.self, AuthLogout.self, AuthStatus.self, AuthToken.self]
    )
}
