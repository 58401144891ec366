import Foundation
import KQL
import KQLEngine
import TenantStore
import Testing

@testable import HuntingStore

@Suite("A tenant's store answers as files do: parameters, functions, external data, places", .needsEngine)
struct RunOptionsTests {
    private struct Shelf: ExternalFetcher {
        func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8] { Array("1,x\n2,y\n".utf8) }
    }

    private static let external = "externaldata (n: long, s: string) ['https://lists.example/a.csv'] | count"

    private func json(_ result: HuntingResult) -> String {
        var bytes: [UInt8] = []
        result.writeRows(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func answer(
        _ query: String, in world: StoreWorld, store: HuntingStore? = nil, tenant: UUID? = nil,
        _ change: (inout HuntingQueryOptions) -> Void = { _ in }
    ) async throws -> String {
        var options = HuntingQueryOptions(now: 638_725_392_000_000_000)
        change(&options)
        return json(try await (store ?? world.store).run(query, tenant: tenant ?? world.tenant, options: options))
    }

    @Test("Parameters of a query get their values")
    func parameters() async throws {
        let world = try await StoreWorld()
        let query = "declare query_parameters(n: long = 1, s: string = 'a'); print x = n + 1, y = s"
        #expect(try await answer(query, in: world) == #"[{"x":2,"y":"a"}]"#)
        let given = try await answer(query, in: world) { $0.parameters = ["n": "41", "s": "'; DROP"] }
        #expect(given == #"[{"x":42,"y":"'; DROP"}]"#)
    }

    @Test("TimeGenerated is the time column unless that is turned off")
    func timeGenerated() async throws {
        let world = try await StoreWorld()
        let query = "DeviceProcessEvents | where TimeGenerated > ago(1d) | count"
        #expect(try await answer(query, in: world) == #"[{"Count":0}]"#)
        await #expect(throws: HuntingError.self) {
            _ = try await answer(query, in: world) { $0.resolvesTimeGenerated = false }
        }
    }

    @Test("A tenant's queries call what it has stored, and another tenant's do not")
    func functions() async throws {
        let world = try await StoreWorld()
        let handle = world.database.handle(for: world.tenant)
        try await handle.save(
            [
                SavedHuntDraft(.function, name: "Grown", text: "(n: long, more: long = 1) { n + more }"),
                SavedHuntDraft(.function, name: "Sized", text: "(T: (n: long), least: long) { T | where n >= least }"),
                SavedHuntDraft(.query, name: "Whole", text: "print 1"),
            ], replaces: false)
        #expect(try await answer("print x = Grown(1)", in: world) == #"[{"x":2}]"#)
        let table = "range n from 1 to 3 step 1 | invoke Sized(3)"
        #expect(try await answer(table, in: world) == #"[{"n":3}]"#)
        for (query, tenant) in [("print x = Grown(1)", world.other), ("Whole()", world.tenant)] {
            let error = await #expect(throws: HuntingError.self) {
                _ = try await answer(query, in: world, tenant: tenant)
            }
            #expect(error?.category == .syntax)
        }
        let shadowed = try await answer("print x = Grown(1)", in: world) {
            $0.functions = [StoredFunction(name: "Grown", text: "(n: long) { n + 100 }")]
        }
        #expect(shadowed == #"[{"x":101}]"#)
    }

    @Test("External data are denied, and the error says how to allow them; a host that is allowed is read")
    func externalData() async throws {
        let world = try await StoreWorld()
        let denied = await #expect(throws: HuntingError.self) { _ = try await answer(Self.external, in: world) }
        #expect(denied?.code == "ExternalDataDenied")
        #expect(denied?.message.contains("--external-host") == true)
        func store(_ policy: ExternalPolicy) throws -> HuntingStore {
            HuntingStore(
                state: world.folder.url, database: world.database, library: try #require(EngineLibrary.shared),
                external: ExternalData(policy: policy, fetcher: Shelf(), allowance: "Ask the keeper."))
        }
        let allowed = try store(.allow(hosts: ["lists.example"]))
        #expect(try await answer(Self.external, in: world, store: allowed) == #"[{"Count":2}]"#)
        #expect(try await answer(Self.external, in: world, store: try store(.empty)) == #"[{"Count":0}]"#)
        let other = await #expect(throws: HuntingError.self) {
            _ = try await answer(Self.external, in: world, store: try store(.allow(hosts: ["other.example"])))
        }
        #expect(other?.message.contains("other.example. Ask the keeper.") == true)
    }

    @Test("Where addresses are is what the host's file says")
    func places() async throws {
        let world = try await StoreWorld()
        let file = world.folder.url.appending(path: "places.csv")
        try Data("network,country,state,city,latitude,longitude\n10.0.0.0/8,Nowhere,,,,\n".utf8).write(to: file)
        let store = HuntingStore(
            state: world.folder.url, database: world.database, library: try #require(EngineLibrary.shared),
            geo: try GeoDatabase(file: file))
        let query = "print c = tostring(geo_info_from_ip_address('10.1.2.3').country)"
        #expect(try await answer(query, in: world, store: store) == #"[{"c":"Nowhere"}]"#)
        #expect(try await answer(query, in: world) == #"[{"c":""}]"#)
    }
}
