import ArgumentParser
import Foundation
import KQL

/// `sally kql format`
struct KQLFormat: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "format", abstract: "Lay out queries; comments stay.",
        discussion: """
            Prints the result. With --write files are changed in place, with --check nothing is printed but the names of \
            files that would change, and the command ends with 3 when there are any.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Files and folders of queries, or - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "Keep lines below this number of characters.")
    var width = 110

    @Flag(help: "Change the files in place.")
    var write = false

    @Flag(help: "Only tell which files would change.")
    var check = false

    func validate() throws {
        guard (20...1000).contains(width) else { throw ValidationError("--width is a number from 20 to 1000.") }
        guard !(write && check) else { throw ValidationError("Give --write or --check, not both.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let formatter = QueryFormatter(width: width)
        var changes = 0
        for query in try QueryInput.files(files, in: context) {
            try Task.checkCancellation()
            guard let place = query.place else {
                let text = String(
                    decoding: try context.prompts.standardInput(limit: QueryInput.limit), as: UTF8.self)
                let result = formatter.format(text)
                if result != text { changes += 1 }
                if !check { try context.output.data(result) }
                continue
            }
            let text = try InputFile.text(place)
            let result = formatter.format(text)
            if result != text { changes += 1 }
            if check {
                if result != text { try context.output.data(TerminalText.escaped(query.name) + "\n") }
            } else if !write {
                try context.output.data(result)
            } else if result != text {
                do {
                    try Data(result.utf8).write(to: place, options: .atomic)
                } catch {
                    throw CommandError(
                        .fileFailed, what: "cannot write \(place.path)", why: "the file or its folder refuses",
                        remedy: "check their rights", cause: error)
                }
            }
        }
        return check && changes > 0 ? .findings : .ok
    }
}
