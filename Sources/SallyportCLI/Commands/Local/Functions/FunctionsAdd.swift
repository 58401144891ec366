import ArgumentParser
import HuntingStore
import KQL
import KQLTools
import ServiceCore
import TenantStore

/// `sally local functions add`
struct FunctionsAdd: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Store functions of files.",
        discussion: """
            A file Name.kql is one function: (parameters) { body }, or a query that is its body. A file of let statements \
            is one of each name; a folder stands for the files in it. What does not compile is told, and then nothing is \
            stored and the command ends with 3. A function may not call another stored one.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Files and folders of functions, or - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "The function's name, where one file is given that does not say it.")
    var name: String?

    @Option(help: "Who saves it; the user of this machine when left out.")
    var author: String?

    @Flag(help: "Replace functions of the same name.")
    var replace = false

    func validate() throws {
        guard name == nil || files.count == 1 else { throw ValidationError("--name goes with one file.") }
        guard name != nil || !files.contains("-") else {
            throw ValidationError("Name what standard input holds: --name.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let hunts = SavedHunts(kind: .function, context: context)
        let functions = try read(in: context)
        let options = QueryOptions(now: TickInstant(context.time.now).ticks, resolvesTimeGenerated: true).compileOptions
        let catalog = try await LocalStore.withTenant(in: context) {
            try await SchemaCatalog.ofTenant($0.handle, adding: functions.entries.map(\.source.function))
        }
        let findings = functions.findings(catalog: catalog, options: options)
        try context.output.findings(findings)
        guard !findings.contains(where: { $0.problem.severity == "error" }) else { return .findings }
        try await hunts.save(
            functions.entries.map { entry in
                SavedHuntDraft(
                    .function, name: entry.source.function.name, text: entry.source.function.text,
                    summary: entry.source.function.summary, author: hunts.author(author))
            },
            replaces: replace)
        return .ok
    }

    private func read(in context: CommandContext) throws -> FunctionFiles {
        var functions = FunctionFiles()
        for file in files {
            if let name {
                try functions.add(try QueryInput.text("-", file: file, in: context), file: file, named: name)
            } else {
                try functions.read(context.paths.resolve(file), named: file)
            }
        }
        return functions
    }
}
