/// Words that the lexer has to know.
enum Keywords {
    /// The keywords that contain a dash, so that `mv-expand` is one word and not a subtraction.
    static let dashedWords = [
        "project-away", "project-keep", "project-rename", "project-reorder", "project-smart", "mv-expand", "mv-apply",
        "make-series", "make-graph", "top-nested", "top-hitters", "sample-distinct", "parse-where", "parse-kv",
        "partition-by", "graph-match", "graph-merge", "graph-to-table", "graph-shortest-paths", "graph-mark-components",
        "graph-where-nodes", "graph-where-edges", "macro-expand", "granny-asc", "granny-desc", "assert-schema",
        "execute-and-cache", "hot-cache", "project-by-names", "partitioned-by",
    ].map { Array($0.utf8) }

    /// The end of the dashed keyword that starts at an offset and whose first dash stands at another.
    static func dashed(_ bytes: [UInt8], _ start: Int, _ dash: Int) -> Int? {
        var best: Int?
        for word in dashedWords where word.count > dash - start && start + word.count <= bytes.count {
            guard word[dash - start] == UInt8(ascii: "-"), bytes[start..<start + word.count].elementsEqual(word) else {
                continue
            }
            let end = start + word.count
            if end < bytes.count, CharacterClass.isNamePart(bytes[end]) { continue }
            best = max(best ?? 0, end)
        }
        return best
    }

    /// Whether `name(text)` is one literal for this name; KQL §2.
    static func isLiteralType(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 3: name.elementsEqual("int".utf8)
        case 4: ["bool", "long", "real", "guid", "date", "time"].contains { name.elementsEqual($0.utf8) }
        case 5: ["int32", "int64"].contains { name.elementsEqual($0.utf8) }
        case 6: name.elementsEqual("double".utf8)
        case 7: name.elementsEqual("decimal".utf8)
        case 8: ["datetime", "timespan"].contains { name.elementsEqual($0.utf8) }
        default: false
        }
    }
}
