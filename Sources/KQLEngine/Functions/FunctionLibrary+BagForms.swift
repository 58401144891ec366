internal import DuckDB
internal import KQL

// MARK: Sets compared, bags made, dynamics compared and computed

extension FunctionLibrary {
    static let bagForms: [FunctionBody] = [
        FunctionBody(.setEquals) { input, output in
            input.forEachRow(output) { row in
                let sets = input.arrays(row).compactMap { $0.map(Set.init) }
                output.set(row, sets.count == 2 ? sets[0] == sets[1] : nil)
            }
        },
        FunctionBody(.jaccardIndex) { input, output in
            input.forEachRow(output) { row in
                let sets = input.arrays(row).compactMap { $0.map(Set.init) }
                guard sets.count == 2, !sets[0].isEmpty || !sets[1].isEmpty else {
                    output.setNull(row)
                    return
                }
                let index = Double(sets[0].intersection(sets[1]).count) / Double(sets[0].union(sets[1]).count)
                output.set(row, RealText.jsonNumber(index))
            }
        },
        FunctionBody(.bagSetKey) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row), let bag = JSONText(input[0].text(row)),
                    bag.kind == .bag
                else {
                    output.setNull(row)
                    continue
                }
                let value = input[2].isNull(row) ? Array("null".utf8) : input[2].text(row).bytes
                output.set(row, setting(BagPath.keys(input[1].text(row).string)[...], of: bag, to: value))
            }
        },
        FunctionBody(.bagZip) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let keys = input.elements(0, row) else {
                    output.setNull(row)
                    continue
                }
                let values = input.elements(1, row) ?? []
                var bag = JSONBag()
                for (index, key) in keys.enumerated() {
                    guard let name = ByteView.with(key, { view in JSONText(view)?.withString { $0.bytes } ?? nil })
                    else {
                        continue
                    }
                    bag.set(name, index < values.count ? values[index] : Array("null".utf8))
                }
                output.set(row, bag.finish())
            }
        },
        FunctionBody(.bagDropEmpty) { input, output in
            input.forEachRow(output) { row in
                var bag = JSONBag()
                for member in JSONText(input[0].text(row))?.members ?? []
                where member.value != Array("null".utf8) && member.value != Array("\"\"".utf8) {
                    bag.set(member.key, member.value)
                }
                output.set(row, bag.finish())
            }
        },
        FunctionBody(.treePath) { input, output in
            input.forEachRow(output) { row in
                var paths: [[UInt8]] = []
                if let value = JSONText(input[0].text(row)) { appendPaths(of: value, under: [], to: &paths) }
                output.set(row, JSONArray.text(JSONArray.distinct(paths).map { JSONText.quoted($0) }))
            }
        },
        FunctionBody(.canonicalJSON) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let value = input[0].isNull(row) ? nil : JSONText(input[0].text(row))
                output.set(row, value.map(canonical) ?? [])
            }
        },
        FunctionBody(.equalDynamic) { input, output in
            input.forEachRow(output) { row in
                output.set(row, DynamicOrder.areEqual(input[0].text(row), input[1].text(row)))
            }
        },
        FunctionBody(.compareDynamic) { input, output in
            input.forEachRow(output) { row in
                output.set(row, DynamicOrder.compare(input[0].text(row), input[1].text(row)))
            }
        },
        FunctionBody(.computeDynamic) { input, output in
            input.forEachRow(output) { row in
                let sign = input[0].text(row)
                output.set(
                    row, DynamicOrder.compute(sign.isEmpty ? 0 : sign[0], input[1].text(row), input[2].text(row)))
            }
        },
    ]

    private static func setting(_ keys: ArraySlice<String>, of bag: JSONText?, to value: [UInt8]) -> [UInt8] {
        guard let key = keys.first.map({ Array($0.utf8) }) else { return value }
        var result = JSONBag()
        for member in bag?.members ?? [] { result.set(member.key, member.value) }
        result.set(key, setting(keys.dropFirst(), of: bag?.member(key), to: value))
        return result.finish()
    }

    private static func appendPaths(of value: JSONText, under prefix: [UInt8], to paths: inout [[UInt8]]) {
        if !prefix.isEmpty { paths.append(prefix) }
        value.forEachMember { key, member in
            appendPaths(of: member, under: prefix + Array("['".utf8) + key.string + Array("']".utf8), to: &paths)
            return true
        }
        value.forEachElement { element in
            appendPaths(of: element, under: prefix + Array("[0]".utf8), to: &paths)
            return true
        }
    }

    private static func canonical(_ value: JSONText) -> [UInt8] {
        switch value.kind {
        case .array:
            var elements: [[UInt8]] = []
            value.forEachElement { element in
                elements.append(canonicalMember(element))
                return true
            }
            return JSONArray.text(elements)
        case .bag:
            var members: [(key: [UInt8], value: [UInt8])] = []
            value.forEachMember { key, member in
                members.append((key.string, canonicalMember(member)))
                return true
            }
            members.sort { $0.key.lexicographicallyPrecedes($1.key) }
            var bag = JSONBag()
            for member in members { bag.setIfAbsent(member.key, member.value) }
            return bag.finish()
        default: return value.displayText
        }
    }

    /// Inside of an array or bag a string keeps its quotes.
    private static func canonicalMember(_ value: JSONText) -> [UInt8] {
        value.kind == .array || value.kind == .bag ? canonical(value) : value.text.bytes
    }
}

/// Order and arithmetic of dynamics.
enum DynamicOrder {
    static func areEqual(_ left: ByteView, _ right: ByteView) -> Bool? {
        guard let a = JSONText(left), let b = JSONText(right) else { return nil }
        if a.kind == .number, b.kind == .number { return compareNumbers(a, b) == 0 }
        if a.kind == .string, b.kind == .string { return a.string == b.string }
        return a.text.bytes == b.text.bytes
    }

    static func compare(_ left: ByteView, _ right: ByteView) -> Int64? {
        guard let a = JSONText(left), let b = JSONText(right), a.kind == b.kind else { return nil }
        switch a.kind {
        case .number: return compareNumbers(a, b)
        case .string:
            let (x, y) = (a.string, b.string)
            return x == y ? 0 : x.lexicographicallyPrecedes(y) ? -1 : 1
        case .bool: return a.isTrue == b.isTrue ? 0 : a.isTrue ? 1 : -1
        default: return nil
        }
    }

    private static func compareNumbers(_ a: JSONText, _ b: JSONText) -> Int64? {
        if let x = NumberText.long(a.text), let y = NumberText.long(b.text) { return x == y ? 0 : x < y ? -1 : 1 }
        guard let x = a.asDouble, let y = b.asDouble else { return nil }
        return x == y ? 0 : x < y ? -1 : 1
    }

    static func compute(_ sign: UInt8, _ left: ByteView, _ right: ByteView) -> [UInt8]? {
        guard let a = JSONText(left), let b = JSONText(right), a.kind == .number, b.kind == .number else { return nil }
        if let x = NumberText.long(a.text), let y = NumberText.long(b.text) {
            let result: Int64? =
                switch sign {
                case UInt8(ascii: "+"): x &+ y
                case UInt8(ascii: "-"): x &- y
                case UInt8(ascii: "*"): x &* y
                case UInt8(ascii: "/"): y == 0 ? nil : y == -1 ? 0 &- x : x / y
                default: Arithmetic.modulo(x, y)
                }
            return result.map { Array(String($0).utf8) }
        }
        guard let x = a.asDouble, let y = b.asDouble else { return nil }
        let result =
            switch sign {
            case UInt8(ascii: "+"): x + y
            case UInt8(ascii: "-"): x - y
            case UInt8(ascii: "*"): x * y
            case UInt8(ascii: "/"): x / y
            default: Arithmetic.modulo(x, y)
            }
        return RealText.jsonNumber(result)
    }
}
