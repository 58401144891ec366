internal import DuckDB

/// What `buildschema` says of values: the words of their types, the members of bags, the elements of arrays.
struct ValueSchema {
    private var types: [String] = []
    private var members: [(key: [UInt8], schema: ValueSchema)] = []
    private var places: [[UInt8]: Int] = [:]
    private var hasBag = false
    /// The schema of the elements of arrays; an array of one for want of indirection.
    private var elements: [ValueSchema] = []

    mutating func admit(_ value: JSONText) {
        switch value.kind {
        case .null: break
        case .bag:
            hasBag = true
            value.forEachMember { key, value in
                admit(value, under: key.string)
                return true
            }
        case .array:
            if elements.isEmpty { elements = [ValueSchema()] }
            value.forEachElement { element in
                elements[0].admit(element)
                return true
            }
        default:
            let name = value.typeName
            if !types.contains(name) { types.append(name) }
        }
    }

    private mutating func admit(_ value: JSONText, under key: [UInt8]) {
        let place = places[key] ?? members.count
        if place == members.count {
            places[key] = place
            members.append((key, ValueSchema()))
        }
        members[place].schema.admit(value)
    }

    var text: [UInt8] {
        var parts = types.map { Array("\"\($0)\"".utf8) }
        if hasBag {
            var bag = JSONBag()
            for member in members { bag.set(member.key, member.schema.text) }
            parts.append(bag.finish())
        }
        if let elements = elements.first {
            var bag = JSONBag()
            bag.set(Array("`indexer`".utf8), elements.text)
            parts.append(bag.finish())
        }
        return switch parts.count {
        case 0: Array("{}".utf8)
        case 1: parts[0]
        default: JSONArray.text(parts)
        }
    }
}
