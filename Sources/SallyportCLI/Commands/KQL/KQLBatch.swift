import ArgumentParser
import Foundation
import KQLTools

/// `sally kql batch`
struct KQLBatch: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Run many queries, one a line of JSON, and answer each with a line.",
        discussion: """
            A line is {"id","query"[,"now"]}, its answer {"id","schema","results","error"}. Answers come in the order of \
            the lines, each as soon as it is known. A line that is wrong gives an answer with an error; the command goes on.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions
    @OptionGroup var input: KQLDataOptions

    @Argument(help: "File of lines, or - for standard input.", completion: .file())
    var file: String

    @Option(name: [.customShort("j"), .long], help: "Queries that run at the same time, 1 to 16.")
    var jobs = 1

    @Option(help: "Most rows of each result.")
    var maxRows = 100_000

    func validate() throws {
        guard (1...16).contains(jobs) else { throw ValidationError("--jobs is a number from 1 to 16.") }
        guard maxRows > 0 else { throw ValidationError("--max-rows is at least 1.") }
        try input.validate(global, options)
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let handle: FileHandle
        if file == "-" {
            handle = .standardInput
        } else {
            let place = context.paths.resolve(file)
            do {
                handle = try FileHandle(forReadingFrom: place)
            } catch {
                throw CommandError(
                    .badInput, what: "cannot read \(place.path)", why: "it does not exist or may not be read",
                    remedy: "check its name and rights", status: .usage)
            }
        }
        let lines = LinePuller(handle)
        let options = try options.queryOptions(in: context, maximumRows: maxRows)
        if global.state != nil || global.tenant != nil {
            return try await OfflineHunting.withTenant(options: self.options, in: context) { run in
                try await answer(lines, BatchRunner(options: options, answer: run), context)
            }
        }
        return try await OfflineHunting.withWorkbench(input.paths(in: context), options: self.options, in: context) {
            try await answer(lines, BatchRunner(workbench: $0, options: options), context)
        }
    }

    private func answer(
        _ lines: LinePuller, _ runner: BatchRunner, _ context: CommandContext
    ) async throws -> CommandStatus {
        let count = try await runner.run(width: jobs) {
            try await lines.next()
        } write: {
            try context.output.data($0)
        }
        context.output.detail("\(count.answers) answers, \(count.failures) of them errors")
        return .ok
    }
}
