import ArgumentParser

/// `sally app …`: applications and their permissions.
struct AppCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Register applications, consent to them, show and delete them.",
        subcommands: [AppCreate.self, AppConsent.self, AppList.self, AppShow.self, AppDelete.self]
    )
}
