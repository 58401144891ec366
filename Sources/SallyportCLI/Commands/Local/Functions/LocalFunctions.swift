import ArgumentParser

/// `sally local functions …`: what the queries of a tenant can call.
struct LocalFunctions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "functions", abstract: "The functions that a local tenant's hunting queries can call.",
        discussion: "Of the first customer unless --tenant names another, whether the tenant is served or not.",
        subcommands: [FunctionsList.self, FunctionsAdd.self, FunctionsShow.self, FunctionsRemove.self]
    )
}
