extension Binder {
    /// `project-reorder a, b* desc`: those that are listed first, then the rest.
    mutating func bindProjectReorder(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        var columns: [PlanColumn] = []
        var taken: Set<String> = []
        var declared: Set<String> = []
        for element in node.all(.element) {
            guard let value = element[.value] else { continue }
            var found = resolveColumns(value)
            let isPattern = value.kind == .wildcardName && source.text(value.span).contains("*")
            if !isPattern, let column = found.first, !declared.insert(column.name).inserted {
                report(
                    .duplicateColumn,
                    "A column with the name '\(column.name)' is already declared.",
                    at: value.span
                )
                continue
            }
            found.removeAll { taken.contains($0.name) }
            if let order = element.token(.direction).flatMap({ NameOrder(keyword: source.text($0.span)) }) {
                found = order.sorted(found)
            }
            taken.formUnion(found.map(\.name))
            columns.append(contentsOf: found)
        }
        let rest = input.scope.columns.filter { !taken.contains($0.name) }
        return BoundRelation(input.plan, columns + rest)
    }
}

/// An order of columns by their names, in which capitals do not count.
private struct NameOrder {
    var isAscending: Bool
    /// Whether runs of digits are compared as numbers: `a9` before `a10`.
    var countsDigits: Bool

    init?(keyword: String) {
        switch keyword {
        case "asc": (isAscending, countsDigits) = (true, false)
        case "desc": (isAscending, countsDigits) = (false, false)
        case "granny-asc": (isAscending, countsDigits) = (true, true)
        case "granny-desc": (isAscending, countsDigits) = (false, true)
        default: return nil
        }
    }

    /// The columns in this order; those whose names are equal keep theirs.
    func sorted(_ columns: [PlanColumn]) -> [PlanColumn] {
        let keys = columns.map { Array($0.name.uppercased().utf16) }
        let places = columns.indices.sorted { left, right in
            let isBefore = isAscending ? compare(keys[left], keys[right]) : compare(keys[right], keys[left])
            let isAfter = isAscending ? compare(keys[right], keys[left]) : compare(keys[left], keys[right])
            return isBefore || !isAfter && left < right
        }
        return places.map { columns[$0] }
    }

    private func compare(_ left: [UInt16], _ right: [UInt16]) -> Bool {
        guard countsDigits else { return left.lexicographicallyPrecedes(right) }
        var first = 0
        var second = 0
        func digits(_ text: [UInt16], _ start: Int) -> ArraySlice<UInt16> {
            var end = start
            while end < text.count, (0x30...0x39).contains(text[end]) { end += 1 }
            return text[start..<end]
        }
        while first < left.count, second < right.count {
            let one = digits(left, first)
            let other = digits(right, second)
            if !one.isEmpty, !other.isEmpty {
                let plainOne = one.drop { $0 == 0x30 }
                let plainOther = other.drop { $0 == 0x30 }
                if plainOne.count != plainOther.count { return plainOne.count < plainOther.count }
                if !plainOne.elementsEqual(plainOther) { return plainOne.lexicographicallyPrecedes(plainOther) }
                first = one.endIndex
                second = other.endIndex
            } else {
                if left[first] != right[second] { return left[first] < right[second] }
                first += 1
                second += 1
            }
        }
        return left.count - first < right.count - second
    }
}
