import KQL
import Testing

@testable import KQLEngine

@Suite("Functions on behaviours look into the insights", .needsEngine)
struct BehaviorFunctionTests {
    private static let rows = """
        datatable (Id: long, Insights: string) [
            1, '[{"InsightType":"FirstSeen","About":[{"Kind":"Account","Value":"ann"},{"Kind":"Country","Value":"Sweden"}]}]',
            2, '[{"Type":"UncommonValue","About":[{"Kind":"Country","Value":"Brazil"}]},{"Type":"FirstSeen","About":[]}]',
            3, '{"Name":"HighVolumeAnomaly","About":[{"Kind":"IP","Value":"1.2.3.4"},{"Kind":"Account","Value":"bob"}]}',
            4, '[]', 5, '', 6, 'no JSON', 7, '[{"Type":"FirstSeen"}]', 8, '[{"Type":"firstseen","About":"Country"}]',
            9, '[{"Type":"FirstSeen","About":[{"Kind":"Account","Value":"ann"}]},{"About":[{"Kind":"Country","Value":"Sweden"}]}]'
        ]
        """

    @Test(arguments: [
        ("GetFirstSeenBehaviors()", [1, 2, 7, 9]), ("GetUncommonValueBehaviors()", [2]),
        ("GetHighVolumeAnomalyBehaviors()", [3]), ("GetAnomalousBehaviorsByKind('Country')", [1, 2, 9]),
        ("GetAnomalousBehaviorsByKind('Country', 'FirstSeen')", [1]), ("GetAnomalousBehaviorsByKind('country')", []),
        ("GetAnomalousBehaviorsByKind('Account', '')", [1, 3, 9]), ("GetAnomalousBehaviorsByValue('ann')", [1, 9]),
        ("GetAnomalousBehaviorsByValue('Sweden', 'FirstSeen')", [1]),
        ("GetAnomalousBehaviorsByValue('Sweden')", [1, 9]),
        ("GetAnomalousBehaviorsAbout(dynamic([{'Kind':'Account','Value':'ann'},{'Kind':'Country'}]))", [1]),
        ("GetAnomalousBehaviorsAbout(dynamic([{'Kind':'Country','Value':''}]))", [1, 2, 9]),
        (
            "GetAnomalousBehaviorsAbout(dynamic([{'Kind':'IP'},{'Kind':'Account','Value':'bob'},{'Kind':'IP','Value':'1.2.3.4'}]))",
            [3]
        ),
        ("GetAnomalousBehaviorsAbout(dynamic([{'Kind':'IP'},{'Kind':'Country'}]))", []),
    ])
    func rowsThatAreKept(call: String, ids: [Int]) async throws {
        let answer = try await RunnerWorld().answer("\(Self.rows) | invoke \(call) | sort by Id asc | project Id")
        #expect(answer == "[\(ids.map { "{\"Id\":\($0)}" }.joined(separator: ","))]")
    }

    @Test func columnsStay() async throws {
        let columns = try await RunnerWorld().run("\(Self.rows) | invoke GetFirstSeenBehaviors()").query.columns
        #expect(columns.map(\.name) == ["Id", "Insights"])
    }

    @Test func withoutInsightsNothingIsFoundAndAWarningSaysWhy() async throws {
        let outcome = try await RunnerWorld().run("print a = 1 | invoke GetAnomalousBehaviorsByKind('IP')")
        #expect(outcome.result.rowCount == 0)
        #expect(outcome.query.diagnostics.map(\.code) == [.missingData])
    }

    @Test(arguments: ["dynamic([])", "dynamic([{}, {}, {}, {}])", "dynamic({'Kind':'IP'})"])
    func filtersAreOneToThree(filters: String) async throws {
        let error = await #expect(throws: HuntingError.self) {
            _ = try await RunnerWorld().answer("\(Self.rows) | invoke GetAnomalousBehaviorsAbout(\(filters))")
        }
        #expect(error?.message.contains("one to three") == true || error?.message.contains("array is expected") == true)
    }
}
