import KQL
import Telemetry
import Testing

@testable import KQLTools

@Suite("The language server speaks the protocol")
struct LanguageServerTests {
    private func server() -> LanguageServer {
        LanguageServer(
            service: LanguageService(catalog: DefenderSchema.catalog, options: QueryOptions(now: 0).compileOptions))
    }

    private func open(_ text: String) -> JSONNode {
        [
            "jsonrpc": "2.0", "method": "textDocument/didOpen",
            "params": [
                "textDocument": ["uri": "file:///a.kql", "languageId": "kql", "version": 1, "text": .string(text)]
            ],
        ]
    }

    private func ask(_ method: String, _ line: Int64 = 0, _ character: Int64 = 0) -> JSONNode {
        [
            "jsonrpc": "2.0", "id": 5, "method": .string(method),
            "params": [
                "textDocument": ["uri": "file:///a.kql"],
                "position": ["line": .integer(line), "character": .integer(character)],
            ],
        ]
    }

    @Test func anOpenedDocumentGetsItsDiagnostics() throws {
        var server = server()
        let sent = server.take(open("DeviceEvents\n| where '😀' == nothing"))
        let diagnostic = try #require(sent.first?["params"]?["diagnostics"]?.elements?.first)
        #expect(diagnostic["code"] == "KS142")
        #expect(diagnostic["range"]?["start"] == ["line": 1, "character": 16])
        #expect(diagnostic["range"]?["end"] == ["line": 1, "character": 23])
    }

    @Test func changesAreAppliedByTheirRanges() throws {
        var server = server()
        _ = server.take(open("DeviceEvents\n| take x"))
        let change: JSONNode = [
            "jsonrpc": "2.0", "method": "textDocument/didChange",
            "params": [
                "textDocument": ["uri": "file:///a.kql", "version": 2],
                "contentChanges": [
                    [
                        "range": ["start": ["line": 1, "character": 7], "end": ["line": 1, "character": 8]],
                        "text": "5",
                    ]
                ],
            ],
        ]
        #expect(server.take(change).first?["params"]?["diagnostics"] == [])
        #expect(
            server.take(ask("textDocument/formatting")).first?["result"]?.elements?.first?["newText"]
                == "DeviceEvents\n| take 5\n")
    }

    @Test func requestsAreAnswered() throws {
        var server = server()
        let capabilities = server.take(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]]).first
        #expect(capabilities?["result"]?["capabilities"]?["hoverProvider"] == true)
        _ = server.take(open("DeviceEvents | where Acti"))
        let list = server.take(ask("textDocument/completion", 0, 25)).first?["result"]?["items"]?.elements
        #expect(list?.first?["label"] == "ActionType")
        #expect(list?.first?["textEdit"]?["range"]?["start"] == ["line": 0, "character": 21])
        #expect(server.take(ask("textDocument/hover", 0, 2)).first?["result"]?["contents"]?["kind"] == "markdown")
        #expect(server.take(ask("textDocument/rename")).first?["error"]?["code"] == -32601)
        #expect(server.take(["jsonrpc": "2.0", "id": 9, "method": "shutdown"]).first?["result"] == .null)
        #expect(server.take(["jsonrpc": "2.0", "method": "exit"]).isEmpty)
        #expect(server.exitCode == 0)
    }

    @Test func framesAreCutWhereverTheStreamIs() throws {
        let bytes = MessageFrames.frame(["a": "é"]) + MessageFrames.frame(["b": 1])
        var frames = MessageFrames()
        var found: [String] = []
        for byte in bytes {
            frames.push([byte])
            while let message = try frames.next() { found.append(String(decoding: message, as: UTF8.self)) }
        }
        #expect(found == [#"{"a":"é"}"#, #"{"b":1}"#])
        frames.push(Array("Content-Type: x\r\n\r\n".utf8))
        #expect(throws: ToolError.self) { try frames.next() }
    }

    @Test(arguments: [("a\nbé😀c\r\nd", 9, 1, 4), ("", 0, 0, 0), ("a\r\n", 3, 1, 0), ("a\rb", 2, 1, 0)])
    func positionsCountUnits(text: String, offset: Int, line: Int, character: Int) {
        let positions = TextPositions(text)
        let position = TextPositions.Position(line: line, character: character)
        #expect(positions.position(of: offset) == position)
        #expect(positions.offset(of: positions.position(of: offset)) == offset)
    }
}
