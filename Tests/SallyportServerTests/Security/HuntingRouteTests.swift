import Foundation
import HTTPTypes
import KQL
import ServiceCore
import Synchronization
import Testing

@testable import SallyportServer

/// Keeps what the routes ask and answers with one row.
private final class StubEngine: Sendable {
    let asked = Mutex<[HuntingService.Query]>([])

    var last: HuntingService.Query? { asked.withLock(\.last) }

    func service(_ failure: HuntingService.Failure? = nil, row: String = "{}") -> HuntingService {
        HuntingService { [self] query in
            asked.withLock { $0.append(query) }
            if let failure { throw failure }
            let types: [ScalarType] = [
                .bool, .int, .long, .real, .decimal, .string, .datetime, .timespan, .guid, .dynamic,
            ]
            return HuntingService.Answer(
                columns: types.map { ColumnSchema(name: "c_\($0)", type: $0) }, rowCount: 1, byteCount: 42,
                scannedRows: 7, executionTime: .milliseconds(1250)
            ) { $0 += Array("[\(row)]".utf8) }
        }
    }
}

@Suite("Advanced hunting over both APIs")
struct HuntingRouteTests {
    @Test
    func theDefenderForm() async throws {
        let engine = StubEngine()
        let world = try await SecurityWorld(hunting: engine.service(row: #"{"c_long":5}"#))
        let answer = try await world.send(
            .post, "/api/advancedhunting/run", as: .xdrHunter, body: #"{"Query": "print 1\n| take 1"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        let body = try answer.json()
        #expect(body.objectValue?.list.map(\.name) == ["Stats", "Schema", "Results"])
        #expect(
            body["Schema"]?.arrayValue?.map { $0["Type"]?.stringValue } == [
                "SByte", "Int32", "Int64", "Double", "SqlDecimal", "String", "DateTime", "TimeSpan", "Guid", "Object",
            ])
        #expect(body["Results"]?.arrayValue?.first?["c_long"]?.integerValue == 5)
        #expect(body["Stats"]?["ExecutionTime"] == .number(1.25))
        #expect(body["Stats"]?["resource_usage"]?["cpu"]?["total cpu"] == "00:00:01.2500000")
        #expect(engine.last?.text == "print 1\n| take 1")
        #expect(engine.last?.tenantID == world.world.contoso)
        #expect(engine.last?.maximumRows == 100_000)
        #expect(engine.last?.timeout == .seconds(180))
    }

    @Test(
        "Graph's form, both names of the action, members in any letter case",
        arguments: [
            ("/v1.0/security/runHuntingQuery", "Query"), ("/v1.0//security/runHuntingQuery", "query"),
            ("/v1.0/security/microsoft.graph.security.runHuntingQuery", "QUERY"),
            ("/beta/security/runHuntingQuery", "query"),
        ]
    )
    func theGraphForm(path: String, name: String) async throws {
        let engine = StubEngine()
        let world = try await SecurityWorld(hunting: engine.service(row: #"{"c_long":5}"#))
        let answer = try await world.send(
            .post, path, as: .graphHunter, body: #"{"\#(name)": "print 1", "timespan": "P1D"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        let body = try answer.json()
        #expect(body.objectValue?.list.map(\.name) == ["@odata.context", "schema", "results"])
        #expect(
            body["@odata.context"]?.stringValue?.hasSuffix("$metadata#microsoft.graph.security.huntingQueryResults")
                == true)
        #expect(body["schema"]?.arrayValue?.last == ["name": "c_dynamic", "type": "Object"])
        let now = ODataDateTime.ticks(of: world.world.clock.now)
        #expect(engine.last?.timespan == (now - 864_000_000_000)...now)
    }

    @Test(
        "Bodies without a query",
        arguments: [
            #"{"query": "print 1"}"#, "{}", "", "print 1", #"{"Query": ""}"#, #"{"Query": 1}"#, #"["Query"]"#,
            "{\"Query\": \"print 1\n| take 1\"}",
        ]
    )
    func aMissingQueryIsToldInTheServicesWords(body: String) async throws {
        let engine = StubEngine()
        let world = try await SecurityWorld(hunting: engine.service())
        let answer = try await world.send(.post, "/api/advancedhunting/run", as: .xdrHunter, body: body)
        #expect(answer.status == 400)
        #expect(try answer.failure() == ("InvalidRequestBody", "Missing query."))
        #expect(engine.last == nil)
    }

    @Test(
        "Bodies that Graph refuses",
        arguments: [
            "{}", "print 1", "{\"Query\": \"a\nb\"}", #"{"Query": "x", "Timespan": "tomorrow"}"#,
            #"{"Query": "x", "Timespan": "P1M"}"#, #"{"Query": "x", "Timespan": 1}"#,
        ]
    )
    func bodiesThatGraphRefuses(body: String) async throws {
        let engine = StubEngine()
        let world = try await SecurityWorld(hunting: engine.service())
        let answer = try await world.send(.post, "/v1.0/security/runHuntingQuery", as: .graphHunter, body: body)
        #expect(answer.status == 400)
        #expect(try answer.failure().code == "BadRequest")
        #expect(engine.last == nil)
    }

    @Test(
        "Failures of the engine",
        arguments: [
            (HuntingService.Failure.Category.query, 400, "BadRequest", "BadRequest"),
            (.throttled(retryAfter: 9), 429, "TooManyRequests", "TooManyRequests"),
            (.unknown, 500, "InternalServerError", "UnknownError"),
        ]
    )
    func failures(category: HuntingService.Failure.Category, status: Int, xdr: String, graph: String) async throws {
        let failure = HuntingService.Failure(category: category, message: "The text of the engine.")
        let world = try await SecurityWorld(hunting: StubEngine().service(failure))
        let body = #"{"Query": "x"}"#
        let first = try await world.send(.post, "/api/advancedhunting/run", as: .xdrHunter, body: body)
        #expect(first.status == status)
        #expect(try first.failure() == (xdr, "The text of the engine."))
        if status == 429 { #expect(first.headers[.retryAfter] == "9") }
        let second = try await world.send(.post, "/v1.0/security/runHuntingQuery", as: .graphHunter, body: body)
        #expect(second.status == status)
        #expect(try second.failure().code == graph)
    }

    @Test
    func aResultThatIsTooLargeIsRefusedWithAWayOut() async throws {
        var settings = SecuritySettings()
        settings.maximumHuntingBytes = 900
        let row = #"{"c_string":"\#(String(repeating: "x", count: 1000))"}"#
        let world = try await SecurityWorld(settings: settings, hunting: StubEngine().service(row: row))
        let answer = try await world.send(
            .post, "/api/advancedhunting/run", as: .xdrHunter, body: #"{"Query": "x"}"#)
        #expect(answer.status == 400)
        #expect(try answer.failure().message.contains("summarize, project or take"))
    }

    @Test("A tenant's query is run for that tenant")
    func theTenantIsTheCallers() async throws {
        let engine = StubEngine()
        let world = try await SecurityWorld(hunting: engine.service())
        _ = try await world.send(
            .post, "/api/advancedhunting/run", as: .xdrHunter, in: world.world.fabrikam, body: #"{"Query": "x"}"#)
        #expect(engine.last?.tenantID == world.world.fabrikam)
    }
}

@Suite("Timespans, ISO 8601")
struct HuntingTimespanTests {
    private static let day: Int64 = 864_000_000_000
    private static let now = ODataDateTime.ticks(parsing: "2026-03-10T00:00:00Z") ?? 0

    private func ticks(_ text: String) throws -> Int64 { try #require(ODataDateTime.ticks(parsing: text)) }

    @Test(
        arguments: [
            ("P7D", "2026-03-03T00:00:00Z", "2026-03-10T00:00:00Z"),
            ("P1W", "2026-03-03T00:00:00Z", "2026-03-10T00:00:00Z"),
            ("PT1H30M", "2026-03-09T22:30:00Z", "2026-03-10T00:00:00Z"),
            ("P1DT0.5S", "2026-03-08T23:59:59.5Z", "2026-03-10T00:00:00Z"),
            ("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z"),
            ("2026-03-01T00:00:00Z/2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"),
            ("P2D/2026-03-05T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"),
            ("2026-03-01T00:00:00Z/P2D", "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z"),
        ]
    )
    func areRead(text: String, start: String, end: String) throws {
        #expect(HuntingTimespan.range(parsing: text, now: Self.now) == (try ticks(start))...(try ticks(end)))
    }

    @Test(
        arguments: [
            "", "P", "PT", "7D", "P1Y", "P1M", "P1D2H", "PT1H1D", "P1D1D", "P-1D", "P1.D.D", "2026", "a/b", "P1D/P1D",
            "/",
            "2026-03-02T00:00:00Z/2026-03-01T00:00:00Z", "P1D/2026-03-01T00:00:00Z/x", "P99999999999D",
        ]
    )
    func othersAreRefused(text: String) {
        #expect(HuntingTimespan.range(parsing: text, now: Self.now) == nil)
    }
}
