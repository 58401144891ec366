import ArgumentParser
import Testing

@testable import SallyportCLI

@Suite("Command lines, users.md §3")
struct OptionParsingTests {
    @Test(arguments: [
        (["local", "start", "--detach", "--state", "/s", "--port", "0"], "LocalStart"),
        (["local", "stop"], "LocalStop"),
        (["local", "status", "-o", "json"], "LocalStatus"),
        (["local", "info", "--output", "json"], "LocalInfo"),
        (["local", "env"], "LocalEnv"),
        (["local", "import", "a.zip", "b.zip", "--tenant", "T", "--shift-to-now"], "LocalImport"),
        (["local", "reset", "--yes"], "LocalReset"),
        (["app", "create", "N", "--tenant", "T", "--context", "partner", "--for", "incidents,hunting"], "AppCreate"),
        (
            [
                "app", "create", "N", "--permission", "User.Read", "--permission", "xdr/Incident.Read", "--context",
                "user",
            ],
            "AppCreate"
        ),
        (["app", "consent", "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "--tenant", "T"], "AppConsent"),
        (["app", "list"], "AppList"),
        (["app", "show", "5A11C0DE-2F6B-4B0E-9D8A-6C11E7A90001"], "AppShow"),
        (["app", "delete", "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "-y"], "AppDelete"),
        (["auth", "login", "--client-secret", "-", "--client-id", "c", "-t", "T", "-p", "work"], "AuthLogin"),
        (["auth", "login", "--device-code"], "AuthLogin"),
        (["auth", "logout"], "AuthLogout"),
        (["auth", "status"], "AuthStatus"),
        (["auth", "token", "--resource", "xdr"], "AuthToken"),
        (["incidents", "list", "--since", "24h", "-o", "jsonl"], "IncidentsList"),
        (["incidents", "get", "17", "--api", "xdr"], "IncidentsGet"),
        (["incidents", "update", "17", "--status", "resolved"], "IncidentsUpdate"),
        (["hunt", "print 1"], "HuntCommand"),
        (["hunt", "-"], "HuntCommand"),
        (["hunt", "--file", "q.kql"], "HuntCommand"),
        (["doctor", "--for", "incidents"], "DoctorCommand"),
        (["exec", "--", "python3", "-c", "print(1)", "--help"], "ExecCommand"),
        (["exec", "--allow-internet", "--profile", "p", "--", "curl", "-o", "x"], "ExecCommand"),
        (["quickstart", "--output", "json", "--data", "a", "b"], "QuickstartCommand"),
        (["kql", "run", "--data", "a", "--param", "x=1", "--external", "empty", "print 1"], "KQLRun"),
        (["kql", "run", "--state", "/s", "--tenant", "T", "--now", "2026-09-01", "print 1"], "KQLRun"),
        (
            [
                "kql", "run", "--state", "/s", "--param", "x=1", "--external-host", "a.example", "--geo", "g.csv",
                "--functions", "f", "--time-generated", "print 1",
            ],
            "KQLRun"
        ),
        (["kql", "check", "--functions", "team", "--functions", "one.kql", "a.kql"], "KQLCheck"),
        (
            ["local", "start", "--external-host", "a.example", "--external-host", "b.example", "--geo", "g"],
            "LocalStart"
        ),
        (["kql", "check", "--functions", "team"], "KQLCheck"),
        (["local", "functions", "list", "-t", "T"], "FunctionsList"),
        (["local", "functions", "add", "a.kql", "team", "--replace", "--author", "ann"], "FunctionsAdd"),
        (["local", "functions", "add", "-", "--name", "F"], "FunctionsAdd"),
        (["local", "functions", "show", "F"], "FunctionsShow"),
        (["local", "functions", "remove", "F"], "FunctionsRemove"),
        (["local", "queries", "list"], "QueriesList"), (["local", "queries", "add", "a.kql"], "QueriesAdd"),
        (["local", "queries", "show", "Q"], "QueriesShow"), (["local", "queries", "remove", "Q"], "QueriesRemove"),
        (["local", "queries", "run", "Q", "--param", "n=5", "-o", "svg"], "QueriesRun"),
        (["kql", "batch", "--state", "/s", "-"], "KQLBatch"), (["kql", "check", "--execute", "a.kql"], "KQLCheck"),
    ])
    func areTaken(arguments: [String], type: String) throws {
        let command = try Sally.parseAsRoot(arguments)
        #expect(String(describing: Swift.type(of: command)) == type)
        #expect(command is any SallyCommand)
    }

    @Test(arguments: [
        ["nonsense"], ["local", "nonsense"], ["local", "start", "--port", "70000"], ["local", "start", "--port", "x"],
        ["local", "import"], ["app", "create"], ["app", "create", ""], ["app", "create", "N", "--for", "everything"],
        ["app", "create", "N", "--context", "nobody"], ["app", "consent", "no-guid"], ["app", "list", "--limit", "-1"],
        ["auth", "login", "--device-code", "--username", "u"],
        ["auth", "token", "--client-secret", "-", "--certificate", "c.pem"],
        ["incidents", "list", "-o", "yaml"], ["incidents", "list", "--api", "mde"],
        ["incidents", "list", "--severity", "high", "--api", "xdr"], ["incidents", "get"], ["incidents", "get", "one"],
        ["incidents", "update", "17"], ["hunt"], ["hunt", "print 1", "--file", "q.kql"],
        ["hunt", "print 1", "--timespan", "7d", "--api", "xdr"], ["exec"], ["exec", "program"], ["exec", "--"],
        ["doctor", "--for", "everything"], ["kql", "run"], ["kql", "check"],
        ["kql", "run", "print 1", "--file", "q.kql"],
        ["kql", "run", "--state", "/s", "--data", "a", "print 1"],
        ["kql", "run", "--tenant", "T", "--external", "perhaps", "print 1"], ["local", "functions", "add"],
        ["local", "functions", "add", "-"], ["local", "functions", "add", "a", "b", "--name", "F"],
        ["local", "queries", "run"], ["local", "queries", "run", "Q", "--schema", "s.json"],
        ["kql", "repl", "--state", "/s", "--schema", "s.json"],
    ])
    func areRefusedAsUsage(arguments: [String]) {
        #expect(throws: (any Error).self) { try Sally.parseAsRoot(arguments) }
    }

    @Test func execLeavesTheProgramsOptionsAlone() throws {
        let command = try #require(
            try Sally.parseAsRoot(["exec", "--", "env", "-o", "json", "--", "x"]) as? ExecCommand)
        #expect(command.command == ["env", "-o", "json", "--", "x"])
        #expect(command.global.output == nil)
    }

    @Test func purposesAreSplitAtCommasAndBlanksAreIgnored() throws {
        let command = try #require(
            try Sally.parseAsRoot(["app", "create", "N", "--for", "incidents, hunting", "--for", "alerts"])
                as? AppCreate)
        #expect(command.wanted.purposeNames == ["incidents", "hunting", "alerts"])
    }

    @Test func aMisspeltPurposeGetsASuggestion() {
        let error = #expect(throws: (any Error).self) {
            try Sally.parseAsRoot(["app", "create", "N", "--for", "huntign"])
        }
        #expect(error.map { Sally.message(for: $0) }?.contains("Did you mean hunting?") == true)
    }
}
