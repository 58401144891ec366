import KQL

/// A language server over the messages of the Language Server Protocol 3.17, without any stream: a message in, messages
/// out.
package struct LanguageServer: Sendable {
    private let service: LanguageService
    private var documents: [String: String] = [:]
    private var isShutDown = false
    /// How the process is to end once the editor has said so; `nil` while it goes on.
    package private(set) var exitCode: Int32?

    package init(service: LanguageService) { self.service = service }

    /// Takes a message.
    ///
    /// - Returns: The answers and notifications to send, in order.
    package mutating func take(_ message: JSONNode) -> [JSONNode] {
        guard let method = message["method"]?.text else { return [] }
        let parameters = message["params"] ?? .null
        guard let id = message["id"] else { return notified(method, parameters) }
        if isShutDown { return [Self.failure(id, -32600, "The server was shut down.")] }
        switch method {
        case "initialize": return [Self.answer(id, Self.capabilities)]
        case "shutdown":
            isShutDown = true
            return [Self.answer(id, .null)]
        case "textDocument/completion": return [Self.answer(id, completion(parameters))]
        case "textDocument/hover": return [Self.answer(id, hover(parameters))]
        case "textDocument/formatting": return [Self.answer(id, formatting(parameters))]
        default: return [Self.failure(id, -32601, "The method \(method) is not supported.")]
        }
    }

    /// The answer to bytes that are no message.
    package static let parseError = failure(.null, -32700, "The message is no JSON.")

    // MARK: Notifications

    private mutating func notified(_ method: String, _ parameters: JSONNode) -> [JSONNode] {
        let document = parameters["textDocument"]
        guard let uri = document?["uri"]?.text else {
            if method == "exit" { exitCode = isShutDown ? 0 : 1 }
            return []
        }
        switch method {
        case "textDocument/didOpen":
            documents[uri] = document?["text"]?.text ?? ""
        case "textDocument/didChange":
            for change in parameters["contentChanges"]?.elements ?? [] { apply(change, to: uri) }
        case "textDocument/didClose":
            documents[uri] = nil
            return [Self.publish(uri, [])]
        default: return []
        }
        return [Self.publish(uri, diagnostics(uri))]
    }

    private mutating func apply(_ change: JSONNode, to uri: String) {
        guard let text = change["text"]?.text else { return }
        guard let range = change["range"], let old = documents[uri] else {
            documents[uri] = text
            return
        }
        let positions = TextPositions(old)
        let start = positions.offset(of: Self.position(range["start"]))
        let end = max(start, positions.offset(of: Self.position(range["end"])))
        let bytes = Array(old.utf8)
        documents[uri] = String(decoding: bytes[..<start] + Array(text.utf8) + bytes[end...], as: UTF8.self)
    }

    private func diagnostics(_ uri: String) -> [JSONNode] {
        guard let text = documents[uri], text.contains(where: { !$0.isWhitespace }) else { return [] }
        let positions = TextPositions(text)
        return service.diagnostics(text).map { diagnostic in
            [
                "range": Self.range(diagnostic.span, positions),
                "severity": .integer(diagnostic.severity == .error ? 1 : 2), "code": .string(diagnostic.code.rawValue),
                "source": "kql", "message": .string(CheckReport.Problem(diagnostic, in: text).message),
            ]
        }
    }

    // MARK: Requests

    private static let capabilities: JSONNode = [
        "capabilities": [
            "positionEncoding": "utf-16", "textDocumentSync": ["openClose": true, "change": 2],
            "completionProvider": ["triggerCharacters": ["|", " ", "(", ".", "="]], "hoverProvider": true,
            "documentFormattingProvider": true,
        ],
        "serverInfo": ["name": "sally kql lsp"],
    ]

    private func completion(_ parameters: JSONNode) -> JSONNode {
        guard let (text, positions, offset) = place(parameters) else { return .null }
        let (items, start) = service.completions(text, at: offset)
        let range = Self.range(Span(start, offset), positions)
        let list = items.enumerated().map { index, item -> JSONNode in
            let number = String(index)
            return [
                "label": .string(item.label), "kind": .integer(Self.kind(item.kind)), "detail": .string(item.detail),
                // Editors sort by text; this keeps our order.
                "sortText": .string(String(repeating: "0", count: 5 - min(number.count, 5)) + number),
                "textEdit": ["range": range, "newText": .string(item.label)],
            ]
        }
        return ["isIncomplete": false, "items": .array(list)]
    }

    /// `CompletionItemKind` of the protocol.
    private static func kind(_ kind: LanguageService.Completion.Kind) -> Int64 {
        switch kind {
        case .table: 7
        case .column: 5
        case .function, .aggregate: 3
        case .variable: 6
        case .keyword: 14
        case .value: 12
        }
    }

    private func hover(_ parameters: JSONNode) -> JSONNode {
        guard let (text, positions, offset) = place(parameters), let found = service.hover(text, at: offset) else {
            return .null
        }
        return [
            "contents": ["kind": "markdown", "value": .string(found.markdown)],
            "range": Self.range(found.span, positions),
        ]
    }

    private func formatting(_ parameters: JSONNode) -> JSONNode {
        guard let text = parameters["textDocument"]?["uri"]?.text.flatMap({ documents[$0] }) else { return .null }
        let result = QueryFormatter().format(text)
        guard result != text else { return [] }
        let range = Self.range(Span(0, text.utf8.count), TextPositions(text))
        return [["range": range, "newText": .string(result)]]
    }

    private func place(_ parameters: JSONNode) -> (text: String, positions: TextPositions, offset: Int)? {
        guard let text = parameters["textDocument"]?["uri"]?.text.flatMap({ documents[$0] }) else { return nil }
        let positions = TextPositions(text)
        return (text, positions, positions.offset(of: Self.position(parameters["position"])))
    }

    // MARK: Shapes

    private static func position(_ node: JSONNode?) -> TextPositions.Position {
        .init(line: node?["line"]?.integer ?? 0, character: node?["character"]?.integer ?? 0)
    }

    private static func range(_ span: Span, _ positions: TextPositions) -> JSONNode {
        func node(_ offset: Int) -> JSONNode {
            let position = positions.position(of: offset)
            return ["line": .integer(Int64(position.line)), "character": .integer(Int64(position.character))]
        }
        return ["start": node(span.start), "end": node(span.end)]
    }

    private static func publish(_ uri: String, _ diagnostics: [JSONNode]) -> JSONNode {
        [
            "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics",
            "params": ["uri": .string(uri), "diagnostics": .array(diagnostics)],
        ]
    }

    private static func answer(_ id: JSONNode, _ result: JSONNode) -> JSONNode {
        ["jsonrpc": "2.0", "id": id, "result": result]
    }

    private static func failure(_ id: JSONNode, _ code: Int64, _ message: String) -> JSONNode {
        ["jsonrpc": "2.0", "id": id, "error": ["code": .integer(code), "message": .string(message)]]
    }
}
