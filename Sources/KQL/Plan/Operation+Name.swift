extension Operation {
    /// What the language calls the operation; in plans, and in the programs of `scan`.
    var name: String {
        switch self {
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .and: "and"
        case .or: "or"
        case .not: "not"
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .modulo: "%"
        case .negate: "negate"
        case .chain(let signs): "chain \(signs.map(\.name).joined(separator: " "))"
        case .between(let isNegated): isNegated ? "!between" : "between"
        case .text(let text): text.keyword
        case .inList(let isNegated, let isCaseSensitive): (isNegated ? "!" : "") + (isCaseSensitive ? "in" : "in~")
        case .inArray(let isNegated, let isCaseSensitive):
            (isNegated ? "!" : "") + (isCaseSensitive ? "in array" : "in~ array")
        case .hasAny: "has_any"
        case .hasAll: "has_all"
        case .path(let steps): "path \(JSONText.path(steps))"
        case .key: "key"
        case .index: "index"
        }
    }
}
