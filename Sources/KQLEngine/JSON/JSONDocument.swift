internal import DuckDB

/// A JSON text that was checked, walked one level at a time: how files of rows are read.
package struct JSONDocument: Sendable {
    /// A value as far as rows need it: scalars as they are, everything deeper as compact text.
    package enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        /// The digits as they stand in the text.
        case number(String)
        case string(String)
        /// An array or a bag as compact JSON.
        case nested(String)
    }

    private let bytes: [UInt8]

    /// Checks and compacts a text; `nil` where it is no JSON value.
    package init?(_ text: [UInt8]) {
        guard let compact = ByteView.with(text, { JSONCompactor.compact($0) }) else { return nil }
        bytes = compact
    }

    /// The whole value on one line.
    package var compact: String { String(decoding: bytes, as: UTF8.self) }

    /// The whole value.
    package var value: Value { ByteView.with(bytes) { JSONText($0).map(Self.value) ?? .null } }

    /// The members of a bag in their order; empty for other values.
    package var members: [(name: String, value: Value)] {
        var result: [(name: String, value: Value)] = []
        ByteView.with(bytes) { view in
            JSONText(view)?.forEachMember { name, value in
                result.append((String(decoding: name.string, as: UTF8.self), Self.value(value)))
                return true
            }
        }
        return result
    }

    /// The elements of an array as texts of their own; `nil` for other values.
    package var elements: [[UInt8]]? {
        ByteView.with(bytes) { view in
            guard let text = JSONText(view), text.kind == .array else { return nil }
            var result: [[UInt8]] = []
            text.forEachElement { element in
                result.append(element.text.bytes)
                return true
            }
            return result
        }
    }

    private static func value(_ text: JSONText) -> Value {
        switch text.kind {
        case .null: .null
        case .bool: .bool(text.isTrue)
        case .number: .number(text.text.string)
        case .string: .string(String(decoding: text.string, as: UTF8.self))
        case .array, .bag: .nested(text.text.string)
        }
    }

    /// A text as a JSON string, in quotes.
    package static func quoted(_ text: String) -> String {
        String(decoding: JSONText.quoted(text.utf8), as: UTF8.self)
    }
}
