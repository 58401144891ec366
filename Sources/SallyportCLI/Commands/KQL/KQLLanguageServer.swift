import ArgumentParser
import Foundation
import KQLTools

/// `sally kql lsp`
struct KQLLanguageServer: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp", abstract: "Serve an editor: diagnostics, completion, hover, formatting.",
        discussion: "Speaks the Language Server Protocol over standard input and output; an editor starts it.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions

    @Flag(help: "Accepted because editors give it; there is no other way.")
    var stdio = false

    func run(in context: CommandContext) async throws -> CommandStatus {
        var server = LanguageServer(
            service: LanguageService(
                catalog: try await OfflineHunting.catalog(global, options, in: context),
                options: try options.queryOptions(in: context).compileOptions))
        let input = LinePuller(.standardInput)
        var frames = MessageFrames()
        while let bytes = try await input.bytes() {
            frames.push(bytes)
            while let message = try frames.next() {
                guard let node = try? JSONNode.parse(message) else {
                    try context.output.data(MessageFrames.frame(LanguageServer.parseError))
                    continue
                }
                for answer in server.take(node) { try context.output.data(MessageFrames.frame(answer)) }
                if let code = server.exitCode { return CommandStatus(rawValue: code) }
            }
        }
        // The editor went away without a word.
        return .failure
    }
}
