package import Foundation

/// A file or folder of rows, as a person names it: `path`, or `Table=path`.
package struct DataPath: Sendable, Hashable {
    /// The table that the rows are of; `nil` where the file's name tells.
    package var table: String?
    /// The file or folder.
    package var place: URL

    package init(table: String? = nil, place: URL) {
        self.table = table
        self.place = place
    }

    /// Reads `path` or `Table=path`; a text before `=` that is no name belongs to the path.
    ///
    /// - Parameter resolve: Makes a place of a path.
    package init(_ text: String, resolve: (String) -> URL) {
        if let equals = text.firstIndex(of: "="), Self.isName(text[..<equals]) {
            self.init(table: String(text[..<equals]), place: resolve(String(text[text.index(after: equals)...])))
        } else {
            self.init(place: resolve(text))
        }
    }

    /// Whether queries can write a name without brackets.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic, first.isASCII else {
            return false
        }
        return text.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                || (0x61...0x7A).contains($0)
        }
    }

    /// The table that a file's name stands for: what is before the first point, other characters as `_`.
    static func tableName(ofFile name: String) -> String {
        let stem = name.split(separator: "/").last.map(String.init) ?? name
        let base = stem.prefix { $0 != "." }
        var result = String(
            base.map { character in
                character.isASCII && (character.isLetter || character.isNumber || character == "_") ? character : "_"
            })
        if result.first?.isNumber ?? true { result = "_" + result }
        return result
    }
}

/// How rows are written in a file.
enum DataFormat: Sendable, Hashable {
    case json, comma, tab, parquet

    /// The format that a file's name tells, packing aside.
    init?(fileName: String) {
        let name = fileName.lowercased()
        let bare = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        switch bare.split(separator: ".").last.map(String.init) ?? "" {
        case "json", "jsonl", "ndjson": self = .json
        case "csv": self = .comma
        case "tsv", "tab": self = .tab
        case "parquet": self = .parquet
        default: return nil
        }
    }
}
