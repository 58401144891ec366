import ArgumentParser
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One run of `sally`: parse, make the context, run, and turn whatever came out into an exit code and a message.
enum Launcher {
    /// Runs the command line.
    ///
    /// - Returns: The code for the process to end with.
    static func run(arguments: [String]) async -> Int32 {
        let streams = StandardStreams()
        let command: any ParsableCommand
        do {
            command = try await Sally.asyncParseAsRoot(arguments)
        } catch {
            return report(parsing: error, to: streams).rawValue
        }
        guard let command = command as? any SallyCommand else {
            return help(command, to: streams).rawValue
        }
        let signals = Signals()
        signals.install()
        do {
            let context = try CommandContext.live(for: command, signals: signals, streams: streams)
            return await run(command, in: context).rawValue
        } catch {
            let failure = Failure(error)
            streams.writeTalk(failure.text(colored: false))
            return failure.status.rawValue
        }
    }

    /// Runs a parsed command; Ctrl-C cancels it and ends with 130.
    static func run(_ command: any SallyCommand, in context: CommandContext) async -> CommandStatus {
        let status = await Interruption.run(signals: context.signals) {
            await report(in: context) { try await command.run(in: context) }
        }
        await context.transports.shutDown()
        return status
    }

    private static func report(
        in context: CommandContext, _ body: () async throws -> CommandStatus
    ) async -> CommandStatus {
        do {
            return try await body()
        } catch {
            let failure = Failure(error)
            let text = failure.text(colored: context.output.terminal.colorsTalk)
            if !text.isEmpty { context.output.streams.writeTalk(text) }
            return failure.status
        }
    }

    private static func report(parsing error: any Error, to streams: StandardStreams) -> CommandStatus {
        let text = Sally.fullMessage(for: error, columns: nil)
        guard Sally.exitCode(for: error) != .success else {
            try? streams.writeData(Array((text + "\n").utf8))
            return .ok
        }
        streams.writeTalk(text + "\n")
        return .usage
    }

    /// A command group without a verb, or one of the parser's own commands.
    private static func help(_ command: any ParsableCommand, to streams: StandardStreams) -> CommandStatus {
        var command = command
        do {
            try command.run()
            return .ok
        } catch {
            return report(parsing: error, to: streams)
        }
    }
}
