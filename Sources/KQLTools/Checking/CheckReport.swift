package import KQL

/// What became of one query of a check: a line of `sally kql check -o jsonl`.
package struct CheckReport: Sendable {
    /// How far a query must have come to fail there.
    package enum Stage: String, Sendable {
        /// The text has not the form of a query.
        case syntax
        /// Names are unknown, or types do not go together.
        case bind
        /// The query is right but asks for what this compiler does not model.
        case lower
        /// The engine could not run it.
        case execute
    }

    /// The file as it was named; `-` for standard input.
    package var file: String
    /// Where the query failed; `nil` when it is right.
    package var stage: Stage?
    package var findings: [Problem]
    /// The result's columns; empty for a query that does not compile.
    package var columns: [ColumnSchema]
    /// How long compilation took.
    package var duration: Duration

    package var isOK: Bool { stage == nil }

    /// Something wrong, or worth knowing, at a place of the text.
    package struct Problem: Sendable, Hashable {
        package var code: String
        package var severity: String
        package var message: String
        /// From 1.
        package var line: Int
        /// From 1, in Unicode scalars.
        package var column: Int
        /// In Unicode scalars.
        package var length: Int
    }

    package init(file: String, stage: Stage?, findings: [Problem], columns: [ColumnSchema], duration: Duration) {
        self.file = file
        self.stage = stage
        self.findings = findings
        self.columns = columns
        self.duration = duration
    }

    /// Compile time in milliseconds.
    package var milliseconds: Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000) / 1_000_000
    }

    /// The report as JSON, members in the order of the manual.
    package var json: JSONNode {
        [
            "file": .string(file), "ok": .bool(isOK), "stage": stage.map { .string($0.rawValue) } ?? .null,
            "diagnostics": .array(findings.map(\.json)),
            "columns": .array(columns.map { ["name": .string($0.name), "type": .string($0.type.rawValue)] }),
            "ms": .real((milliseconds * 10_000).rounded() / 10_000),
        ]
    }
}

extension CheckReport.Problem {
    /// A diagnostic of the compiler, its length in the characters of the text.
    package init(_ diagnostic: Diagnostic, in text: String) {
        let hint =
            diagnostic.suggestions.isEmpty
            ? "" : " Did you mean \(diagnostic.suggestions.map { "'\($0)'" }.joined(separator: " or "))?"
        let bytes = text.utf8.dropFirst(diagnostic.span.start).prefix(diagnostic.span.length)
        self.init(
            code: diagnostic.code.rawValue, severity: diagnostic.severity.rawValue, message: diagnostic.message + hint,
            line: diagnostic.line, column: diagnostic.column, length: bytes.count { $0 & 0xC0 != 0x80 })
    }

    /// The place and what is wrong there, in one line.
    package var sentence: String { "\(line):\(column): \(severity) \(code): \(message)" }

    var json: JSONNode {
        [
            "code": .string(code), "severity": .string(severity), "message": .string(message),
            "line": .integer(Int64(line)), "column": .integer(Int64(column)), "length": .integer(Int64(length)),
        ]
    }
}
