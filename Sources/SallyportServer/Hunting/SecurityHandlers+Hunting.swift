import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceCore

/// Advanced hunting in both wire forms, defender-api.md B8 and C6.
extension SecurityHandlers {
    func huntXDR(_ call: SecurityCall) async throws -> Response {
        // The service tells a body that it cannot read, a raw line break in the query above all, as a missing query.
        let missing = SecurityFailure.body("Missing query.", on: .defender)
        guard let body = try? await call.body(), let query = try? body.text("Query"), !query.isBlank else {
            throw missing
        }
        let answer = try await run(query, timespan: nil, maximumBytes: settings.maximumHuntingBytes, for: call)
        return try respond(HuntingAnswerWriter.xdr(answer), limit: settings.maximumHuntingBytes, to: call)
    }

    func huntGraph(_ call: SecurityCall) async throws -> Response {
        let body = try await call.body()
        guard let query = body.member("query", ignoringCase: true)?.stringValue, !query.isBlank else {
            throw SecurityFailure.body("Missing query.", on: .graph)
        }
        var timespan: ClosedRange<Int64>?
        switch body.member("timespan", ignoringCase: true) {
        case nil, .null: break
        case .string(let text):
            let now = ODataDateTime.ticks(of: dependencies.time.now)
            guard let range = HuntingTimespan.range(parsing: text, now: now) else {
                let shown = DisplayText.clean(text, limit: 80)
                throw SecurityFailure.body("'\(shown)' is no Timespan. Use \(HuntingTimespan.forms).", on: .graph)
            }
            timespan = range
        default:
            throw SecurityFailure.body("The member 'Timespan' must be a text.", on: .graph)
        }
        let limit = settings.maximumGraphHuntingBytes
        let answer = try await run(query, timespan: timespan, maximumBytes: limit, for: call)
        let context = call.odataContext("microsoft.graph.security.huntingQueryResults")
        return try respond(HuntingAnswerWriter.graph(answer, context: context), limit: limit, to: call)
    }

    private func run(
        _ text: String,
        timespan: ClosedRange<Int64>?,
        maximumBytes: Int,
        for call: SecurityCall
    ) async throws -> HuntingService.Answer {
        let query = HuntingService.Query(
            text: text,
            tenantID: call.caller.tenantID,
            now: dependencies.time.now,
            timespan: timespan,
            maximumRows: settings.maximumHuntingRows,
            maximumBytes: maximumBytes,
            timeout: settings.huntingTimeout
        )
        do {
            return try await hunting.run(query)
        } catch let failure as HuntingService.Failure {
            throw Self.refusal(failure, on: call.surface)
        }
    }

    private static func refusal(_ failure: HuntingService.Failure, on surface: Surface) -> APIFailure {
        switch failure.category {
        case .query:
            APIFailure(.badRequest, code: "BadRequest", message: failure.message)
        case .throttled(let retryAfter):
            APIFailure(
                .tooManyRequests, code: "TooManyRequests", message: failure.message,
                headers: [.retryAfter: String(retryAfter)])
        case .unknown:
            APIFailure(
                .internalServerError,
                code: surface == .graph ? "UnknownError" : "InternalServerError",
                message: failure.message
            )
        }
    }

    private func respond(_ bytes: [UInt8], limit: Int, to call: SecurityCall) throws -> Response {
        guard bytes.count <= limit else {
            throw APIFailure(
                .badRequest, code: "BadRequest",
                message:
                    "The result of the query is larger than \(limit) bytes. Use summarize, project or take to make it "
                    + "smaller.")
        }
        return call.respond(bytes: ByteBuffer(bytes: bytes))
    }
}

extension String {
    /// Whether there is nothing but white space.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
