import Testing

@testable import SallyportCLI

private struct Row: Encodable, Sendable {
    var name: String
    var count: Int
}

@Suite("Data on standard output, everything else on standard error")
struct OutputTests {
    private let rows = [Row(name: "b", count: 10), Row(name: "a\"x", count: 2)]
    private let columns: [ListColumn<Row>] = [
        ListColumn("Name") { $0.name }, ListColumn("Count", .right) { String($0.count) },
    ]

    private func output(_ format: OutputFormat, _ streams: CapturedStreams) -> Output {
        Output(format: format, terminal: .none, verbosity: .quiet, streams: streams)
    }

    @Test(arguments: [
        (OutputFormat.table, "NAME  COUNT\nb        10\na\"x       2\n"),
        (
            .json,
            "[\n  {\n    \"count\" : 10,\n    \"name\" : \"b\"\n  },\n  {\n    \"count\" : 2,\n    \"name\" : \"a\\\"x\"\n  }\n]\n"
        ),
        (.jsonl, "{\"count\":10,\"name\":\"b\"}\n{\"count\":2,\"name\":\"a\\\"x\"}\n"),
        (.csv, "Name,Count\r\nb,10\r\n\"a\"\"x\",2\r\n"),
    ])
    func aListHasFourForms(format: OutputFormat, text: String) throws {
        let streams = CapturedStreams()
        try output(format, streams).list(rows, columns: columns)
        #expect(streams.data == text)
        #expect(streams.talk.isEmpty)
    }

    @Test(arguments: OutputFormat.allCases)
    func aStreamGivesTheSameAsAList(format: OutputFormat) async throws {
        let streams = CapturedStreams()
        try output(format, streams).list(rows, columns: columns)
        let streamed = CapturedStreams()
        let (elements, feed) = AsyncStream<Row>.makeStream()
        for row in rows + rows { feed.yield(row) }
        feed.finish()
        try await output(format, streamed).list(elements, columns: columns, limit: 2)
        #expect(streamed.data == streams.data)
    }

    @Test(arguments: [
        (OutputFormat.table, "", "none here\n"), (.json, "[\n\n]\n", ""), (.jsonl, "", ""),
        (.csv, "Name,Count\r\n", ""),
    ])
    func emptinessIsNoDataInATable(format: OutputFormat, data: String, talk: String) throws {
        let streams = CapturedStreams()
        try output(format, streams).list([Row](), columns: columns, empty: "none here")
        #expect(streams.data == data)
        #expect(streams.talk == talk)
    }

    @Test func oneThingShowsItsFieldsThatAreNotEmpty() throws {
        let streams = CapturedStreams()
        try output(.table, streams).one(
            Row(name: "n", count: 1), fields: [("Name", "a\u{1B}[31mb"), ("Empty", ""), ("Long title", "x")])
        #expect(streams.data == "Name        a\\u{1b}[31mb\nLong title  x\n")
    }

    @Test func detailsNeedVerbosity() {
        let streams = CapturedStreams()
        var output = output(.table, streams)
        output.detail("hidden")
        output.verbosity = .verbose
        output.detail("shown")
        #expect(streams.talk == "shown\n")
        #expect(streams.data.isEmpty)
    }

    @Test func progressIsDrawnOnATerminalOnly() {
        let streams = CapturedStreams()
        var output = output(.table, streams)
        ProgressBar(output: output).show(fraction: 0.5, label: "x", elapsed: .zero)
        #expect(streams.talk.isEmpty)
        output.terminal.showsTalk = true
        let bar = ProgressBar(output: output)
        bar.show(fraction: 0.5, label: "a\u{7}b", elapsed: .zero)
        bar.show(fraction: 0.6, label: "too soon", elapsed: .milliseconds(50))
        bar.show(fraction: 0.7, label: "c", elapsed: .milliseconds(150))
        bar.finish()
        #expect(streams.talk.contains("[############............]  50 %  a\\u{7}b"))
        #expect(!streams.talk.contains("too soon"))
        #expect(streams.talk.hasSuffix("\r\u{1B}[K"))
        #expect(streams.data.isEmpty)
    }

    @Test(
        arguments: [
            (true, false, [:], true), (false, false, [:], false), (true, true, [:], false),
            (true, false, ["NO_COLOR": "1"], false), (true, false, ["NO_COLOR": ""], true),
            (true, false, ["CLICOLOR": "0"], false), (false, false, ["CLICOLOR_FORCE": "1"], true),
            (false, false, ["CLICOLOR_FORCE": "0"], false), (true, false, ["TERM": "dumb"], false),
            (false, false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
            (false, true, ["CLICOLOR_FORCE": "1"], false),
        ] as [(Bool, Bool, [String: String], Bool)])
    func coloursFollowTheConventions(isTerminal: Bool, refused: Bool, environment: [String: String], colored: Bool) {
        #expect(
            Terminal.allowsColor(
                isTerminal: isTerminal, refused: refused, environment: EnvironmentVariables(environment)) == colored)
    }
}
