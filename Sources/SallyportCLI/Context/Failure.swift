import ArgumentParser
import DuckDB
import EntraIdentity
import Foundation
import HTTPTypes
import HuntingStore
import KQLEngine
import KQLTools
import SallyportServer
import ServiceCore
import Telemetry
import TenantStore

/// What a person is told of an error, and the code the process ends with. The one mapping for all commands.
struct Failure: Equatable {
    var status: CommandStatus
    /// What failed – why; empty when there is nothing to say.
    var message: String
    /// What to do about it; may be empty.
    var remedy = ""
    /// Identifiers under which the service knows the request.
    var identifiers: [String] = []

    init(status: CommandStatus, message: String, remedy: String = "", identifiers: [String] = []) {
        self.status = status
        self.message = message
        self.remedy = remedy
        self.identifiers = identifiers
    }

    /// What failed – why – what to do.
    var sentence: String {
        [message, remedy].filter { !$0.isEmpty }.joined(separator: " – ")
    }

    /// Maps any error.
    init(_ error: any Error) {
        switch error {
        case let error as CommandError:
            let parts = [error.what, error.why].filter { !$0.isEmpty }
            self.init(status: error.status, message: parts.joined(separator: " – "), remedy: error.remedy)
        case is CancellationError:
            self.init(status: .interrupted, message: "interrupted")
        case is OutputClosed:
            self.init(status: .ok, message: "")
        case let error as AuthenticationError:
            self.init(signIn: error)
        case let error as APIError:
            self.init(refusal: error)
        case let error as TransportError:
            self.init(status: error.code == .timeout ? .throttled : .failure, message: error.message)
        case let error as ServerError:
            self.init(status: .failure, message: error.message)
        case let error as StoreError:
            self.init(status: .failure, message: error.message)
        case let error as HuntingError:
            self.init(status: error.category == .timeout ? .throttled : .failure, message: error.message)
        case let error as DuckDBError:
            self.init(status: .failure, message: "the hunting engine cannot be used – \(error.message)")
        case let error as TelemetryError:
            let file = TerminalText.escaped(error.file)
            self.init(status: .failure, message: "cannot import \(file) – \(error.message)")
        case let error as ToolError:
            let parts = [error.what, error.why].filter { !$0.isEmpty }
            self.init(status: .usage, message: parts.joined(separator: " – "), remedy: error.remedy)
        case let error as DuckDBError where error.code == .libraryNotFound || error.code == .libraryUnusable:
            self.init(status: .failure, message: error.message)
        case let error as ValidationError:
            self.init(status: .usage, message: error.message)
        case let error as ParsingError:
            self.init(status: .usage, message: error.message)
        default:
            // The error's type alone: its description may hold what must not be shown.
            self.init(
                status: .failure,
                message: "something failed that sally does not know – \(type(of: error))",
                remedy: "repeat with --debug and report it")
        }
    }

    /// The message as it stands on standard error, with a line end.
    func text(colored: Bool) -> String {
        guard !message.isEmpty else { return "" }
        let ids = identifiers.isEmpty ? "" : " (" + identifiers.joined(separator: ", ") + ")"
        return Style.bad.apply("sally: ", colored: colored) + TerminalText.escapedLines(sentence + ids) + "\n"
    }
}

extension Failure {
    /// A refusal of the authority, or of our own checks of its answer.
    fileprivate init(signIn error: AuthenticationError) {
        let number = error.aadsts.map { "AADSTS\($0)" }
        var reason = error.message
        if let number, !reason.contains(number) { reason = "\(number): \(reason)" }
        var identifiers: [String] = []
        if let id = error.correlationID { identifiers.append("correlation-id \(id.text)") }
        if let id = error.traceID { identifiers.append("trace-id \(id)") }
        self.init(
            status: Self.status(of: error), message: "sign-in failed – " + reason, remedy: error.remedy ?? "",
            identifiers: identifiers)
    }

    private static func status(of error: AuthenticationError) -> CommandStatus {
        if let transport = error.cause as? TransportError, transport.code == .timeout { return .throttled }
        switch error.code {
        case .timedOut: return .throttled
        case .invalidConfiguration: return .usage
        case .malformedResponse, .untrustedResponse, .cacheUnavailable, .network: return .failure
        default: return error.category == .transient ? .throttled : .signInNeeded
        }
    }

    /// A refusal of a service.
    fileprivate init(refusal error: APIError) {
        let status: CommandStatus =
            switch error.status?.code {
            case 401, 403: .signInNeeded
            case 408, 429, 504: .throttled
            default: .failure
            }
        let code = error.status.map { "\(error.code.rawValue), HTTP \($0.code)" } ?? error.code.rawValue
        let message = error.message.isEmpty ? "the service gave no reason" : error.message
        let remedy = error.remedy ?? (status == .signInNeeded ? "see `sally doctor`" : "")
        var identifiers: [String] = []
        if let id = error.requestID { identifiers.append("request-id \(id)") }
        if let id = error.clientRequestID { identifiers.append("client-request-id \(id)") }
        self.init(
            status: status, message: "the service refused (\(code)) – \(message)", remedy: remedy,
            identifiers: identifiers)
    }
}
