import Foundation
import Logging
import ServiceCore

/// Everything that a command touches outside itself. Only this folder constructs it; tests give doubles.
struct CommandContext: Sendable {
    var settings: Settings
    var configuration: ConfigurationFile
    /// Where the configuration was read from.
    var configurationFile: URL
    var environment: EnvironmentVariables
    var paths: Paths
    var output: Output
    var prompts: any Prompts
    var time: any TimeSource
    var random: any RandomSource
    var transports: any TransportFactory
    var probe: any NetworkProbe
    var signals: Signals
    var logger: Logger
    /// Opens a page in the person's browser.
    var openPage: @Sendable (URL) async throws -> Void
    /// Time since the command started, by a clock that nobody sets.
    var elapsed: @Sendable () -> Duration

    /// Asks before something that cannot be undone.
    ///
    /// - Throws: ``CommandError`` with code `not_confirmed` when the answer is not yes.
    func confirm(_ question: String, isAnswered: Bool) throws {
        if isAnswered { return }
        guard try prompts.confirm(question) else {
            throw CommandError(
                .notConfirmed, what: "nothing was changed", why: "the question was not answered with yes",
                remedy: "give --yes to go on without a question")
        }
    }
}
