import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Incidents, alerts and evidence, defender-api.md B3 to B7, C3 to C5")
struct IncidentTests {
    static func draft(
        _ key: String, severity: AlertSeverity = .medium, alerts: Int = 1, at ticks: Int64 = 639_081_412_626_612_034
    ) -> IncidentDraft {
        IncidentDraft(
            correlationKey: key, displayName: "Incident \(key)",
            alerts: (0..<alerts).map { index in
                var alert = AlertDraft(
                    id: "da\(key)_\(index)", title: "Alert \(index)", category: "Execution", severity: severity,
                    firstActivityTime: TickInstant(ticks: ticks), lastActivityTime: TickInstant(ticks: ticks + 7))
                alert.mitreTechniques = ["T1059.001"]
                var process = ProcessEntity(
                    processID: 7324, imageFile: FileEntity(fileName: "reader.exe", folderPath: #"C:\Temp"#))
                process.user = UserEntity(accountName: "marta", domainName: "LITWARE")
                process.createdTime = TickInstant(ticks: ticks)
                alert.evidence = [
                    EvidenceDraft(
                        .device(
                            DeviceEntity(
                                deviceID: "ab", dnsName: "ws-1", osPlatform: "Windows11",
                                firstSeen: TickInstant(ticks: ticks)))),
                    EvidenceDraft(.process(process), verdict: .suspicious),
                ]
                return alert
            })
    }

    @Test("An incident reads back with alerts and evidence in order, times to the tick")
    func roundTrips() async throws {
        let world = try await World.make()
        let draft = Self.draft("k", alerts: 2)
        let recorded = try await world.home.record(draft)
        let incident = try #require(try await world.home.incident(id: recorded.incidentID))
        #expect(incident.record.displayName == "Incident k")
        #expect(incident.record.status == .active)
        #expect(incident.alerts.map(\.id) == draft.alerts.map(\.id))
        let alert = try #require(try await world.home.alert(id: "dak_1"))
        #expect(alert == incident.alerts[1])
        #expect(alert.record.firstActivityTime.ticks == 639_081_412_626_612_034)
        #expect(alert.record.lastActivityTime.ticks == 639_081_412_626_612_041)
        #expect(alert.evidence.map(\.entity) == draft.alerts[1].evidence.map(\.entity))
        #expect(alert.evidence.map(\.verdict) == [.unknown, .suspicious])
    }

    @Test("Recording the same draft again changes nothing; new alerts extend the incident and an analyst's work stays")
    func recordsOnce() async throws {
        let world = try await World.make()
        let first = try await world.home.record(Self.draft("k"))
        #expect(first == RecordedIncident(incidentID: first.incidentID, isNew: true, newAlerts: 1))
        var changes = IncidentChanges()
        changes.status = .set(.inProgress)
        _ = try await world.home.updateIncident(id: first.incidentID, changes, actor: "ada@litware.example")
        let before = try await world.database.dump()
        world.time.advance(by: 60)
        let again = try await world.home.record(Self.draft("k"))
        #expect(again == RecordedIncident(incidentID: first.incidentID, isNew: false, newAlerts: 0))
        #expect(try await world.database.dump() == before)
        let extended = try await world.home.record(Self.draft("k", severity: .high, alerts: 3))
        #expect(extended == RecordedIncident(incidentID: first.incidentID, isNew: false, newAlerts: 2))
        let incident = try #require(try await world.home.incident(id: first.incidentID))
        #expect(incident.record.severity == .high)
        #expect(incident.record.status == .inProgress)
        #expect(incident.record.lastUpdateTime == TickInstant(world.time.now))
    }

    @Test("Numbers ascend by one within each tenant")
    func numbers() async throws {
        let world = try await World.make()
        for expected in 1...3 {
            let here = try await world.home.record(Self.draft("h\(expected)"))
            #expect(here.incidentID == Int64(expected))
        }
        #expect(try await world.other.record(Self.draft("o")).incidentID == 1)
    }

    @Test("An update changes what it names and no more, notes who did it and adds the remark")
    func updates() async throws {
        let world = try await World.make()
        let id = try await world.home.record(Self.draft("k")).incidentID
        let before = try #require(try await world.home.incident(id: id)).record
        world.time.advance(by: 10)
        var changes = IncidentChanges()
        changes.assignedTo = .set("ada@litware.example")
        changes.customTags = .set(["finance"])
        changes.comment = "Looking."
        let after = try await world.home.updateIncident(id: id, changes, actor: "ada@litware.example")
        var expected = before
        expected.assignedTo = "ada@litware.example"
        expected.customTags = ["finance"]
        expected.lastModifiedBy = "ada@litware.example"
        expected.lastUpdateTime = TickInstant(world.time.now)
        #expect(after.record == expected)
        #expect(after.comments.map(\.comment) == ["Looking."])
        #expect(after.comments.first?.createdBy == "ada@litware.example")
        var unassign = IncidentChanges()
        unassign.assignedTo = .set(nil)
        #expect(try await world.home.updateIncident(id: id, unassign, actor: "x").record.assignedTo == nil)
        let all = try await world.home.addComment("Done.", toIncident: id, actor: "bot")
        #expect(all.map(\.comment) == ["Looking.", "Done."])
    }

    @Test("Resolving an alert notes the time once; opening it again forgets it")
    func resolvesAlerts() async throws {
        let world = try await World.make()
        _ = try await world.home.record(Self.draft("k"))
        func set(_ status: AlertStatus) async throws -> TickInstant? {
            var changes = AlertChanges()
            changes.status = .set(status)
            return try await world.home.updateAlert(id: "dak_0", changes, actor: "ada").record.resolvedTime
        }
        let resolved = try await set(.resolved)
        #expect(resolved == TickInstant(world.time.now))
        world.time.advance(by: 5)
        #expect(try await set(.resolved) == resolved)
        #expect(try await set(.inProgress) == nil)
        #expect(try await world.home.addComment("c", toAlert: "dak_0", actor: "ada").count == 1)
    }

    @Test(
        "Lists of words read back whatever they hold",
        arguments: [
            [], ["a"], ["a", "b"], [""], ["", ""], ["a\"b"], ["a\\b"], ["\",\""], ["]"], ["ü/é"], ["line\nbreak"],
        ])
    func readsWordLists(words: [String]) throws {
        let json = String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
        #expect(try WordList.read(json) == words)
    }

    @Test("Comments and evidence stay with their own incident and alert on a page of several")
    func keepsApart() async throws {
        let world = try await World.make()
        for key in ["a", "b", "c"] { _ = try await world.home.record(IncidentTests.draft(key, alerts: 2)) }
        _ = try await world.home.addComment("on 2", toIncident: 2, actor: "ada")
        _ = try await world.home.addComment("on b_1", toAlert: "dab_1", actor: "ada")
        var query = IncidentQuery()
        query.includesAlerts = true
        let page = try await world.home.incidents(matching: query).elements
        #expect(page.map(\.id) == [3, 2, 1])
        #expect(page.map { $0.comments.map(\.comment) } == [[], ["on 2"], []])
        #expect(page.map { $0.alerts.map(\.id) } == [["dac_0", "dac_1"], ["dab_0", "dab_1"], ["daa_0", "daa_1"]])
        for incident in page {
            for alert in incident.alerts {
                #expect(alert.evidence.count == 2)
                #expect(try await world.home.alert(id: alert.id) == alert)
                #expect(alert.comments.map(\.comment) == (alert.id == "dab_1" ? ["on b_1"] : []))
            }
        }
    }

    @Test("What does not exist is not found")
    func absent() async throws {
        let world = try await World.make()
        #expect(try await world.home.incident(id: 1) == nil)
        #expect(try await world.home.alert(id: "x") == nil)
        let incident = try await #require(throws: StoreError.self) {
            try await world.home.updateIncident(id: 1, IncidentChanges(), actor: "a")
        }
        let alert = try await #require(throws: StoreError.self) {
            try await world.home.updateAlert(id: "x", AlertChanges(), actor: "a")
        }
        #expect(incident.code == .notFound && alert.code == .notFound)
    }

    @Test("A merged incident is redirected, and its alerts move")
    func redirects() async throws {
        let world = try await World.make()
        let small = try await world.home.record(Self.draft("a", severity: .high)).incidentID
        let big = try await world.home.record(Self.draft("b", severity: .low)).incidentID
        try await world.home.redirectIncident(id: small, to: big, actor: "service")
        let merged = try #require(try await world.home.incident(id: small))
        #expect(merged.record.status == .redirected && merged.record.redirectIncidentID == big && merged.alerts.isEmpty)
        let target = try #require(try await world.home.incident(id: big))
        #expect(target.alerts.count == 2 && target.record.severity == .high)
    }

    @Test("Devices merge: first and last sight widen, tags stay")
    func machines() async throws {
        let world = try await World.make()
        func machine(_ first: Int64, _ last: Int64, os: String) -> MachineRecord {
            MachineRecord(
                tenantID: world.home.tenantID, id: "m1", computerDNSName: "ws-1", osPlatform: os,
                firstSeen: TickInstant(ticks: first), lastSeen: TickInstant(ticks: last))
        }
        try await world.home.saveMachines([machine(10, 20, os: "Windows10")])
        try await world.home.saveMachines([machine(15, 30, os: "Windows11"), machine(5, 8, os: "Windows7")])
        let merged = try #require(try await world.home.machine(id: "m1"))
        #expect(merged.firstSeen.ticks == 5 && merged.lastSeen.ticks == 30 && merged.osPlatform == "Windows11")
        #expect(try await world.home.machines().count == 1)
    }
}

@Suite("Filters, order and pages of incidents, defender-api.md B2 and C2")
struct IncidentQueryTests {
    /// Five incidents, a minute apart: 1 low, 2 high, 3 medium, 4 informational, 5 high; 2 is assigned and resolved.
    private func world() async throws -> World {
        let world = try await World.make()
        for (index, severity) in [AlertSeverity.low, .high, .medium, .informational, .high].enumerated() {
            _ = try await world.home.record(IncidentTests.draft("k\(index)", severity: severity))
            world.time.advance(by: 60)
        }
        var changes = IncidentChanges()
        changes.assignedTo = .set("ada@litware.example")
        changes.status = .set(.resolved)
        _ = try await world.home.updateIncident(id: 2, changes, actor: "ada")
        return world
    }

    typealias Predicate = SecurityPredicate<IncidentField>

    @Test(
        "Predicates",
        arguments: [
            (Predicate.compare(.status, .equal, .text("active")), [5, 4, 3, 1]),
            (.compare(.status, .notEqual, .text("active")), [2]),
            (.compare(.assignedTo, .equal, .text("ada@litware.example")), [2]),
            (.compare(.assignedTo, .notEqual, .text("ada@litware.example")), [5, 4, 3, 1]),
            (.isNull(.assignedTo), [5, 4, 3, 1]), (.not(.isNull(.assignedTo)), [2]),
            (.compare(.id, .greaterOrEqual, .integer(4)), [5, 4]),
            (.and([.compare(.severity, .equal, .text("high")), .compare(.status, .equal, .text("active"))]), [5]),
            (.or([.compare(.id, .equal, .integer(1)), .compare(.id, .equal, .integer(3))]), [3, 1]),
            (.not(.compare(.severity, .equal, .text("high"))), [4, 3, 1]),
            (.isIn(.severity, [.text("low"), .text("medium")]), [3, 1]), (.isIn(.severity, []), []),
            (.and([]), [5, 4, 3, 2, 1]), (.or([]), []),
            (.compare(.assignedTo, .equal, .text("' OR 1=1 --")), []),
        ])
    func filters(predicate: Predicate, expected: [Int64]) async throws {
        let world = try await world()
        var query = IncidentQuery(predicate: predicate)
        query.countsTotal = true
        let page = try await world.home.incidents(matching: query)
        #expect(page.elements.map(\.id) == expected)
        #expect(page.total == expected.count)
    }

    @Test("Times compare to the tick", arguments: SecurityPredicate<IncidentField>.Comparison.allCases)
    func comparesTimes(comparison: Predicate.Comparison) async throws {
        let world = try await world()
        let third = try #require(try await world.home.incident(id: 3)).record.createdTime
        let expected: [Predicate.Comparison: [Int64]] = [
            .equal: [3], .notEqual: [5, 4, 2, 1], .less: [2, 1], .lessOrEqual: [3, 2, 1], .greater: [5, 4],
            .greaterOrEqual: [5, 4, 3],
        ]
        let query = IncidentQuery(predicate: .compare(.createdTime, comparison, .time(third)))
        #expect(try await world.home.incidents(matching: query).elements.map(\.id) == expected[comparison])
    }

    @Test("Severities sort by weight, and the number breaks ties")
    func sorts() async throws {
        let world = try await world()
        var query = IncidentQuery()
        query.order = [SortKey(.severity, isDescending: true)]
        #expect(try await world.home.incidents(matching: query).elements.map(\.id) == [5, 2, 3, 1, 4])
        query.order = [SortKey(.lastUpdateTime, isDescending: true)]
        #expect(try await world.home.incidents(matching: query).elements.map(\.id) == [2, 5, 4, 3, 1])
    }

    @Test("Pages cover the list without overlap", arguments: 1...6)
    func pages(limit: Int) async throws {
        let world = try await world()
        var (query, seen) = (IncidentQuery(limit: limit), [Int64]())
        while true {
            let page = try await world.home.incidents(matching: query)
            seen += page.elements.map(\.id)
            guard page.hasMore else { break }
            query.skip += limit
        }
        #expect(seen == [5, 4, 3, 2, 1])
    }

    @Test("Alerts come only when asked for; alert queries filter and page alike")
    func alerts() async throws {
        let world = try await world()
        #expect(try await world.home.incidents().elements.allSatisfy { $0.alerts.isEmpty })
        var query = IncidentQuery()
        query.includesAlerts = true
        #expect(try await world.home.incidents(matching: query).elements.allSatisfy { $0.alerts.count == 1 })
        let alerts = try await world.home.alerts(
            matching: AlertQuery(predicate: .compare(.severity, .equal, .text("high")), limit: 1))
        #expect(alerts.elements.map(\.id) == ["dak4_0"] && alerts.hasMore)
    }
}
