import Foundation
import KQL
import Telemetry
import Testing

@testable import KQLTools

@Suite("Functions in files are what a tenant's stored ones are")
struct FunctionFilesTests {
    private static let now: Int64 = 638_725_392_000_000_000
    private let options = QueryOptions(now: Self.now).compileOptions

    private func files(_ texts: [(name: String, text: String)]) throws -> FunctionFiles {
        var files = FunctionFiles()
        for (name, text) in texts { try files.add(text, file: "\(name).kql", named: name) }
        return files
    }

    @Test(arguments: [
        ("(n: long) { n + 1 }", ["F"]), ("// What for\n(n: long) { n + 1 } // end", ["F"]),
        ("DeviceEvents | take 5 // five", ["F"]), ("let a = 5;\nDeviceEvents | take a", ["F"]),
        ("let A = (n: long) { n + 1 };\nlet B = (T: (x: long)) { T | where x > 1 }", ["A", "B"]),
        ("let ['A'] = view () { DeviceEvents };", ["A"]),
    ])
    func formsOfFiles(text: String, names: [String]) throws {
        let files = try files([("F", text)])
        #expect(files.entries.map(\.source.function.name) == names)
        let findings = files.findings(catalog: DefenderSchema.catalog, options: options)
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test(arguments: [
        ("(n: long) { n + ", "KS006"), ("let a = 5;", "'a' is no function"), ("set x = 1;", "no result"),
        ("DeviceEvents | where", "KS006"), ("", "no result"),
        ("let A = () { 1 }; let A = () { 2 };", "stands in F.kql too"),
    ])
    func whatIsNoFunctionIsRefused(text: String, part: String) throws {
        let error = #expect(throws: ToolError.self) { _ = try files([("F", text)]) }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("Three", "let x = 1;\nDeviceEvents\n| where Nothing == x", "F.kql:3:9 KS142"),
        ("let", "let A = () { 1 };\n  let B = (n: long) { n + Nothing };", "F.kql:2:27 KS142"),
        ("params", "// c\n(n: long) { print n +\n nothing }", "F.kql:3:2 KS142"),
        ("first", "Nothing | take 1", "F.kql:1:1 KS204"),
    ])
    func findingsAreToldAtTheirPlaceInTheFile(title: String, text: String, place: String) throws {
        let found = try files([("F", text)]).findings(catalog: DefenderSchema.catalog, options: options)
        let places = found.map { "\($0.file):\($0.problem.line):\($0.problem.column) \($0.problem.code)" }
        #expect(places == [place])
    }

    @Test(arguments: ["DeviceEvents", "strlen", "FileProfile", "where", "5x", "a-b", "é", ""])
    func namesThatMeanSomethingElseAreRefused(name: String) {
        let function = StoredFunction(name: name, text: "() { print 1 }")
        let found = KQLCompiler(schema: DefenderSchema.catalog).check(function, options: options)
        #expect(found.map(\.code) == [.invalidValue])
    }

    @Test func aFunctionMayNotCallAnotherStoredOne() throws {
        let files = try files([("One", "(n: long) { n + 1 }"), ("Two", "(n: long) { One(n) }")])
        let catalog = files.added(to: DefenderSchema.catalog)
        let found = files.findings(catalog: catalog, options: options)
        #expect(found.map(\.problem.message).contains { $0.contains("may not call another") }, "\(found)")
        #expect(found.allSatisfy { $0.file == "Two.kql" })
    }

    @Test func queriesCallThem() throws {
        let files = try files([
            ("Grown", "// Adds to a number\n(n: long, more: long = 1) { n + more }"),
            ("Named", "(T: (DeviceName: string), name: string) { T | where DeviceName == name }"),
            ("Recent", "DeviceEvents | where Timestamp > ago(1d)"),
        ])
        #expect(files.entries.map(\.source.function.summary) == ["Adds to a number", "", ""])
        let compiler = KQLCompiler(schema: files.added(to: DefenderSchema.catalog))
        for query in ["print x = Grown(1)", "DeviceEvents | invoke Named('a')", "Recent() | take 1", "Recent | count"] {
            #expect(compiler.check(query, options: options).isEmpty, "\(query)")
        }
    }

    @Test func aFolderIsReadWithTheNamesOfItsFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "functions-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: "sub"), withIntermediateDirectories: true)
        for (name, text) in [("B.kql", "print 1"), ("sub/A.csl", "(n: long) { n }"), ("notes.md", "no function")] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        var files = FunctionFiles()
        try files.read(folder, named: "team")
        #expect(files.entries.map(\.file) == ["team/B.kql", "team/sub/A.csl"])
        #expect(files.entries.map(\.source.function.name) == ["B", "A"])
        #expect(throws: ToolError.self) { try files.read(folder.appending(path: "absent"), named: "absent") }
    }
}
