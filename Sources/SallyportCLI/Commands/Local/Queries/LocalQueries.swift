import ArgumentParser

/// `sally local queries …`: what a tenant keeps to run again.
struct LocalQueries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries", abstract: "The hunting queries that a local tenant has saved.",
        discussion: "Of the first customer unless --tenant names another, whether the tenant is served or not.",
        subcommands: [QueriesList.self, QueriesAdd.self, QueriesShow.self, QueriesRun.self, QueriesRemove.self]
    )
}
