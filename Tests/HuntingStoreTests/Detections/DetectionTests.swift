import Foundation
import KQL
import KQLEngine
import Telemetry
import TenantStore
import Testing

@testable import HuntingStore

@Suite("Built-in detections")
struct DetectionTests {
    @Test func identifiersAreUniqueAndTextsAreThere() {
        let all = BuiltInDetections.all
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(
            all.allSatisfy {
                $0.title.count > 5 && $0.description.hasSuffix(".") && $0.recommendedActions.hasSuffix(".")
            })
        #expect(all.allSatisfy { !$0.techniques.isEmpty && !$0.evidence.isEmpty && !$0.identity.isEmpty })
    }

    @Test("The query compiles and returns what alerts need", arguments: BuiltInDetections.all)
    func compiles(detection: Detection) throws {
        let compiled = try KQLCompiler(schema: DefenderSchema.catalog).compile(
            detection.query, options: CompileOptions(now: 638_000_000_000_000_000))
        let columns = Set(compiled.columns.map(\.name))
        #expect(columns.isSuperset(of: ["Timestamp", "ReportId"]))
        #expect(columns.isSuperset(of: detection.identity))
        #expect(detection.product != .endpoint || columns.isSuperset(of: ["DeviceId", "DeviceName"]))
    }

    @Test(.needsEngine) func theStorylineRaisesOneIncidentWithEvidence() async throws {
        let world = try await StoreWorld()
        let now = TickInstant(FixedTime().now).ticks
        _ = try await world.store.append(
            StorylineGenerator(seed: 1, now: now).rows(), named: "story", tenant: world.tenant)
        let runner = DetectionRunner(store: world.store)
        let summary = try await runner.run(tenant: world.tenant)
        #expect(summary.machines == 5)
        #expect(summary.newAlerts >= 8)
        #expect(summary.newIncidents == 1)

        let handle = world.database.handle(for: world.tenant)
        var query = IncidentQuery()
        query.includesAlerts = true
        let incident = try #require(try await handle.incidents(matching: query).elements.first)
        #expect(incident.record.severity == .high)
        #expect(incident.record.displayName.hasPrefix("Multi-stage incident"))
        #expect(incident.alerts.count == summary.newAlerts)
        #expect(incident.alerts.allSatisfy { alert in alert.evidence.contains { $0.entity.kind == "device" } })
        let dump = try #require(incident.alerts.first { $0.record.detectorID == "lsass-dump-by-comsvcs" })
        #expect(
            dump.evidence.contains {
                if case .process(let process) = $0.entity {
                    process.commandLine?.contains("MiniDump") == true
                } else {
                    false
                }
            })
        #expect(try await handle.machines().map(\.computerDNSName).contains("files-01.northgate.example"))
    }

    @Test(.needsEngine) func runningAgainAddsNothing() async throws {
        let world = try await StoreWorld()
        let rows = StorylineGenerator(seed: 2, now: TickInstant(FixedTime().now).ticks).rows()
        _ = try await world.store.append(rows, named: "story", tenant: world.tenant)
        let runner = DetectionRunner(store: world.store)
        let first = try await runner.run(tenant: world.tenant)
        let second = try await runner.run(tenant: world.tenant)
        #expect(first.newAlerts > 0)
        #expect(second.newAlerts == 0 && second.newIncidents == 0)
        #expect(second.findings == first.findings)
        let alerts = try await hunt(world, "AlertInfo | summarize n = count()")
        #expect(alerts == [[.long(Int64(first.newAlerts))]])
        #expect(try await DetectionRunner(store: world.store).run(tenant: world.other).newAlerts == 0)
    }

    @Test(.needsEngine) func huntingFindsTheAlertsAndTheRowsBehindThem() async throws {
        let world = try await StoreWorld()
        let rows = StorylineGenerator(seed: 3, now: TickInstant(FixedTime().now).ticks).rows()
        _ = try await world.store.append(rows, named: "story", tenant: world.tenant)
        try await DetectionRunner(store: world.store).run(tenant: world.tenant)
        let found = try await hunt(
            world,
            #"AlertEvidence | where EntityType == "Machine" and Title has "comsvcs" | project AlertId, DeviceName, AdditionalFields"#
        )
        let row = try #require(found.first)
        #expect(row[1] == .text("fin-ws-01.northgate.example"))
        guard case .text(let details) = row[2] else { return }
        let source = try #require(rows.first { $0.text("ProcessCommandLine").contains("MiniDump") })
        guard case .integer(let report)? = source[column: "ReportId"] else { return }
        #expect(details.contains("\"ReportId\":\"\(report)\""))
        #expect(details.contains(source.text("DeviceId")))
    }

    @Test(.needsEngine) func laterTelemetryExtendsTheIncident() async throws {
        let world = try await StoreWorld()
        let rows = StorylineGenerator(seed: 4, now: TickInstant(FixedTime().now).ticks).rows()
        let middle = rows.count / 2
        let runner = DetectionRunner(store: world.store)
        _ = try await world.store.append(Array(rows[..<middle]), named: "first half", tenant: world.tenant)
        let first = try await runner.run(tenant: world.tenant)
        _ = try await world.store.append(Array(rows[middle...]), named: "second half", tenant: world.tenant)
        let second = try await runner.run(tenant: world.tenant)
        #expect(first.newIncidents == 1 && second.newIncidents == 0)
        #expect(first.newAlerts > 0 && second.newAlerts > 0)
    }

    private func hunt(_ world: StoreWorld, _ query: String) async throws -> [[HuntingResult.Value]] {
        let now = TickInstant(FixedTime().now).ticks
        return try await world.store.run(
            query, tenant: world.tenant, options: HuntingQueryOptions(now: now, lookback: nil)
        ).rows()
    }
}
