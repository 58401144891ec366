import ArgumentParser
import Foundation
import ServiceCore

/// What a person is told of an error, and the code the process ends with. The one mapping for all commands.
struct Failure: Equatable {
    var status: ExitStatus
    /// What failed – why – what to do; empty when there is nothing to say.
    var message: String
    /// Identifiers under which the service knows the request.
    var identifiers: [String] = []

    init(status: ExitStatus, message: String, identifiers: [String] = []) {
        self.status = status
        self.message = message
        self.identifiers = identifiers
    }

    /// Maps any error.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError:
            self.init(status: error.status, message: error.description)
        case is CancellationError:
            self.init(status: .interrupted, message: "interrupted")
        case is OutputClosed:
            self.init(status: .ok, message: "")
        case let error as TransportError:
            self.init(
                status: error.code == .timeout ? .throttled : .failure, message: error.message, identifiers: [])
        case let error as ValidationError:
            self.init(status: .usage, message: error.message)
        case let error as ParsingError:
            self.init(status: .usage, message: error.message)
        default:
            // The error's type alone: its description may hold what must not be shown.
            self.init(
                status: .failure,
                message: "something failed that sally does not know – \(type(of: error)) – "
                    + "repeat with --debug and report it")
        }
    }

    /// The message as it stands on standard error, with a line end.
    func text(colored: Bool) -> String {
        guard !message.isEmpty else { return "" }
        let ids = identifiers.isEmpty ? "" : " (" + identifiers.joined(separator: ", ") + ")"
        return Style.bad.apply("sally: ", colored: colored) + TerminalText.escapedLines(message + ids) + "\n"
    }
}
