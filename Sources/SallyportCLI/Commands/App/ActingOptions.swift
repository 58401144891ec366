import ArgumentParser

/// Who does it, for commands that change a directory.
struct ActingOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Act as this user of a local tenant instead of its administrator.")
    var user: String?
}
