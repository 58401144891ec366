import ArgumentParser
import DuckDB
import EntraIdentity
import Foundation
import HTTPTypes
import SallyportServer
import ServiceCore
import Testing

@testable import SallyportCLI

@Suite("Exit codes and messages, design “Contract of sally”")
struct FailureTests {
    @Test(
        arguments: [
            (CommandError(.badInput, what: "w", status: .usage), CommandStatus.usage),
            (CommandError(.notFound, what: "w"), .failure),
            (CancellationError(), .interrupted),
            (OutputClosed(), .ok),
            (TransportError(code: .timeout, message: "m"), .throttled),
            (TransportError(code: .connect, message: "m"), .failure),
            (ParsingError(code: .scope, message: "m"), .usage),
            (ValidationError("m"), .usage),
            (APIError(code: .forbidden, message: "m", status: .forbidden), .signInNeeded),
            (APIError(code: .unauthorized, message: "m", status: .unauthorized), .signInNeeded),
            (APIError(code: .tooManyRequests, message: "m", status: .tooManyRequests), .throttled),
            (APIError(code: "UnknownError", message: "", status: .gatewayTimeout), .throttled),
            (APIError(code: .resourceNotFound, message: "m", status: .notFound), .failure),
            (APIError(code: .badRequest, message: "m", status: .badRequest), .failure),
            (AuthenticationError(.clientSecretInvalid), .signInNeeded),
            (AuthenticationError(code: .consentRequired, message: "m"), .signInNeeded),
            (AuthenticationError(code: .noCachedToken, message: "m"), .signInNeeded),
            (AuthenticationError(code: .temporarilyUnavailable, message: "m", status: 503), .throttled),
            (AuthenticationError(code: .timedOut, message: "m"), .throttled),
            (
                AuthenticationError(
                    code: .network, message: "m", cause: TransportError(code: .timeout, message: "m")), .throttled
            ),
            (
                AuthenticationError(
                    code: .network, message: "m", cause: TransportError(code: .connect, message: "m")), .failure
            ),
            (AuthenticationError(code: .invalidConfiguration, message: "m"), .usage),
            (AuthenticationError(code: .untrustedResponse, message: "m"), .failure),
            (ServerError(code: .portTaken, message: "m"), .failure),
            (DuckDBError(.libraryNotFound, "m"), .failure),
            (CocoaError(.fileReadNoPermission), .failure),
        ] as [(any Error, CommandStatus)])
    func everyErrorHasItsCode(error: any Error, status: CommandStatus) {
        #expect(Failure(error).status == status)
    }

    @Test func anErrorSaysWhatWhyAndWhatToDo() {
        let error = CommandError(.badInput, what: "cannot read x", why: "it is gone", remedy: "bring it back")
        #expect(Failure(error).text(colored: false) == "sally: cannot read x – it is gone – bring it back\n")
    }

    @Test func aRefusalCarriesCodeRemedyAndIdentifiers() {
        let id = UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16))
        var error = AuthenticationError(.clientSecretInvalid)
        error.correlationID = id
        let text = Failure(error).text(colored: false)
        #expect(text.contains("AADSTS7000215"))
        #expect(text.contains("correlation-id \(id.text)"))
        let refusal = APIError(
            code: .forbidden, message: "Missing application roles.", status: .forbidden, requestID: "r-1",
            clientRequestID: "c-1")
        let refused = Failure(refusal).text(colored: false)
        #expect(refused.contains("request-id r-1, client-request-id c-1"))
    }

    @Test func anUnknownErrorDoesNotShowItsContent() {
        struct Leaky: Error, CustomStringConvertible { var description: String { "canary-2" } }
        #expect(!Failure(Leaky()).text(colored: false).contains("canary-2"))
    }

    @Test func textOfAServerCannotDriveTheTerminal() {
        let error = APIError(code: "X", message: "a\u{1B}[2Jb\u{9B}c\u{202E}d\r", status: .badRequest)
        let text = Failure(error).text(colored: false)
        let controls = text.dropLast().unicodeScalars.filter { $0.properties.generalCategory == .control }
        #expect(controls.isEmpty)
        #expect(!text.contains("\u{202E}"))
    }
}
