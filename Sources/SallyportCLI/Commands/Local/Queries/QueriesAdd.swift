import ArgumentParser
import Foundation
import HuntingStore
import KQL
import KQLTools
import ServiceCore
import TenantStore

/// `sally local queries add`
struct QueriesAdd: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Save queries of files.",
        discussion: """
            A query is called what its file is called, without the ending; comments at its beginning say what it is for. What \
            does not compile is told, and then nothing is saved and the command ends with 3.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Files and folders of queries, or - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "The query's name, where one file is given.")
    var name: String?

    @Option(help: "Who saves it; the user of this machine when left out.")
    var author: String?

    @Flag(help: "Replace queries of the same name.")
    var replace = false

    func validate() throws {
        guard name == nil || files.count == 1 else { throw ValidationError("--name goes with one file.") }
        guard name != nil || !files.contains("-") else {
            throw ValidationError("Name what standard input holds: --name.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let hunts = SavedHunts(kind: .query, context: context)
        let options = QueryOptions(now: TickInstant(context.time.now).ticks, resolvesTimeGenerated: true).compileOptions
        let compiler = KQLCompiler(
            schema: try await LocalStore.withTenant(in: context) { try await SchemaCatalog.ofTenant($0.handle) })
        var drafts: [SavedHuntDraft] = []
        var isWrong = false
        for (file, place) in try QueryInput.files(files, in: context) {
            let text = try QueryInput.text("-", file: place?.path ?? "-", in: context)
            let found = compiler.check(text, options: options)
            try context.output.findings(found.map { (file, CheckReport.Problem($0, in: text)) })
            isWrong = isWrong || found.contains { $0.severity == .error }
            drafts.append(
                SavedHuntDraft(
                    .query, name: name ?? place.map(FunctionFiles.functionName) ?? "", text: text,
                    summary: FunctionSource.leadingComment(of: text), author: hunts.author(author)))
        }
        if isWrong { return .findings }
        try await hunts.save(drafts, replaces: replace)
        return .ok
    }
}
