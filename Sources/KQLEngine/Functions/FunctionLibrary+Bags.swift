internal import DuckDB
internal import KQL

// MARK: Bags, kql.md §9

extension FunctionLibrary {
    static let bags: [FunctionBody] = [
        FunctionBody(.bagKeys) { input, output in
            input.forEachRow(output) { row in
                let members = JSONText(input[0].text(row))?.members
                output.set(row, members.map { JSONArray.text($0.map { JSONText.quoted($0.key) }) })
            }
        },
        FunctionBody(.bagHasKey) { input, output in
            input.forEachRow(output) { row in
                guard let bag = JSONText(input[0].text(row)), bag.kind == .bag else {
                    output.setNull(row)
                    return
                }
                var current: JSONText? = bag
                for key in BagPath.keys(input[1].text(row).string) { current = current?.member(Array(key.utf8)) }
                output.set(row, current != nil)
            }
        },
        FunctionBody(.bagMerge) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let bags = input.columns.map { $0.isNull(row) ? nil : JSONText($0.text(row)) }
                output.set(row, merged(bags))
            }
        },
        FunctionBody(.bagMergeAll) { input, output in
            input.forEachRow(output) { row in
                var bags: [JSONText?] = []
                JSONText(input[0].text(row))?.forEachElement { element in
                    bags.append(element)
                    return true
                }
                output.set(row, merged(bags) ?? Array("{}".utf8))
            }
        },
        FunctionBody(.bagRemoveKeys) { input, output in
            input.forEachRow(output) { row in
                guard let bag = JSONText(input[0].text(row)), bag.kind == .bag else {
                    output.setNull(row)
                    return
                }
                var removed: [[String]] = []
                JSONText(input[1].text(row))?.forEachElement { element in
                    removed.append(BagPath.keys(String(decoding: element.string, as: UTF8.self)))
                    return true
                }
                output.set(row, BagPath.removing(removed, from: bag))
            }
        },
    ]

    /// One bag of all: of equal keys the leftmost wins; nil when none is a bag.
    private static func merged(_ bags: [JSONText?]) -> [UInt8]? {
        var result = JSONBag()
        var sawBag = false
        for members in bags.compactMap({ $0?.members }) {
            sawBag = true
            for member in members { result.setIfAbsent(member.key, member.value) }
        }
        return sawBag ? result.finish() : nil
    }
}

/// Keys of bags that may be paths such as `$.a.b`.
enum BagPath {
    /// The steps of a path; a name that is no path is one step.
    static func keys(_ text: String) -> [String] {
        guard text.hasPrefix("$.") else { return [text] }
        return text.dropFirst(2).split(separator: ".").map(String.init)
    }

    /// The bag without what the paths lead to.
    static func removing(_ paths: [[String]], from bag: JSONText) -> [UInt8] {
        var result = JSONBag()
        bag.forEachMember { key, value in
            let name = String(decoding: key.string, as: UTF8.self)
            let concerned = paths.filter { $0.first == name }
            if concerned.contains(where: { $0.count == 1 }) { return true }
            let inner = concerned.map { Array($0.dropFirst()) }
            result.set(
                key.string, inner.isEmpty || value.kind != .bag ? value.text.bytes : removing(inner, from: value))
            return true
        }
        return result.finish()
    }
}
