import TenantStore
import Testing

@testable import HuntingStore

@Suite("Correlation of alerts")
struct IncidentCorrelationTests {
    private static let hour: Int64 = 3600 * TickInstant.ticksPerSecond

    private func finding(
        _ id: String, at hour: Int64, to end: Int64? = nil, device: String = "", user: String = "",
        category: String = "Execution"
    ) -> Finding {
        let alert = AlertDraft(
            id: id, title: "Alert \(category)", category: category, severity: .low,
            firstActivityTime: TickInstant(ticks: hour * Self.hour),
            lastActivityTime: TickInstant(ticks: (end ?? hour) * Self.hour)
        )
        return Finding(alert: alert, devices: device.isEmpty ? [] : [device], users: user.isEmpty ? [] : [user])
    }

    private func groups(_ findings: [Finding]) -> [[String]] {
        IncidentCorrelation().groups(findings).map { $0.map(\.alert.id) }
    }

    @Test func alertsOfOneDeviceWithinADayBelongTogether() {
        let findings = [
            finding("a", at: 0, device: "d1"), finding("b", at: 10, device: "d1"), finding("c", at: 10, device: "d2"),
            finding("d", at: 40, device: "d1"),
        ]
        #expect(groups(findings) == [["a", "b"], ["c"], ["d"]])
    }

    @Test func aUserJoinsDevices() {
        let findings = [
            finding("a", at: 0, device: "d1", user: "u"), finding("b", at: 1, device: "d2", user: "u"),
            finding("c", at: 2, device: "d2"), finding("d", at: 2, user: "v"),
        ]
        #expect(groups(findings) == [["a", "b", "c"], ["d"]])
    }

    @Test func aChainOfAlertsReachesFurtherThanTheWindow() {
        #expect(groups((0..<5).map { finding("\($0)", at: Int64($0) * 20, device: "d") }).count == 1)
    }

    @Test func aLongAlertReachesToWhatFollowsItsEnd() {
        let findings = [
            finding("a", at: 0, to: 100, device: "d"), finding("b", at: 1, device: "d"),
            finding("c", at: 110, device: "d"),
        ]
        #expect(groups(findings) == [["a", "b", "c"]])
    }

    @Test func theOrderOfFindingsDoesNotMatter() {
        let findings = (0..<12).map { index in
            finding("\(index)", at: Int64(index * 7 % 12) * 9, device: "d\(index % 3)", user: index % 4 == 0 ? "u" : "")
        }
        let expected = groups(findings)
        #expect(groups(findings.reversed()) == expected)
        #expect(expected.flatMap(\.self).count == 12)
    }

    @Test func nothingGivesNothing() {
        #expect(IncidentCorrelation().incidents(of: []).isEmpty)
    }

    @Test func findingsJoinTheIncidentThatHasOneOfThem() {
        let findings = [
            finding("a", at: 0, device: "d"), finding("b", at: 1, device: "d"), finding("c", at: 100, device: "e"),
        ]
        let correlation = IncidentCorrelation()
        #expect(correlation.incidents(of: findings).map(\.correlationKey) == ["alert:a", "alert:c"])
        #expect(
            correlation.incidents(of: findings, known: ["b": "alert:b"]).map(\.correlationKey) == [
                "alert:b", "alert:c",
            ])
    }

    @Test(
        "The name says what and where",
        arguments: [
            (["Execution"], 1, "Alert Execution"), (["Execution", "Execution"], 1, "Alert Execution on one endpoint"),
            (
                ["Execution", "CredentialAccess"], 1,
                "Multi-stage incident involving Execution, Credential access on one endpoint"
            ),
            (
                ["Execution", "CredentialAccess"], 2,
                "Multi-stage incident involving Execution, Credential access on multiple endpoints"
            ),
        ])
    func name(categories: [String], devices: Int, expected: String) {
        let findings = categories.enumerated().map { index, category in
            finding("\(index)", at: Int64(index), device: "d\(index % devices)", user: "u", category: category)
        }
        #expect(IncidentCorrelation().incidents(of: findings).map(\.displayName) == [expected])
    }
}
