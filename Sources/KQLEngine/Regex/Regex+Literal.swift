extension RegexNode {
    /// A text that every match holds, and whether letters of it match in both cases; nil where none is found.
    ///
    /// Texts without it need no automaton. Only runs in the outermost sequence are looked at.
    var requiredLiteral: (text: String, isFolding: Bool)? {
        var best: (text: String, isFolding: Bool)?
        var run = String.UnicodeScalarView()
        var isFolding = false
        func close() {
            if run.count > (best?.text.unicodeScalars.count ?? 1) { best = (String(run), isFolding) }
            run = String.UnicodeScalarView()
            isFolding = false
        }
        for node in flattened {
            guard case .set(let set) = node else {
                if case .assertion = node { continue }
                close()
                continue
            }
            if let single = set.single, let scalar = Unicode.Scalar(single) {
                // A letter of one case only must not be sought in both.
                let hasCases = CaseFolding.hasCases(single)
                if isFolding && hasCases { close() }
                run.append(scalar)
                if hasCases, isFolding { close() }
            } else if let member = set.ranges.first?.lowerBound, let scalar = Unicode.Scalar(member),
                set.ranges.count <= 4, set == ScalarSet(member).caseClosed
            {
                if !isFolding, run.contains(where: { CaseFolding.hasCases($0.value) }) { close() }
                isFolding = true
                run.append(scalar)
            } else {
                close()
            }
        }
        close()
        return best
    }

    private var flattened: [RegexNode] {
        switch self {
        case .sequence(let nodes): nodes.flatMap(\.flattened)
        case .capture(let node, _): node.flattened
        case .repetition(let node, let minimum, _, _) where minimum > 0:
            // The repeated text occurs once at least; what surrounds it need not touch it.
            [.empty] + node.flattened + [.empty]
        default: [self]
        }
    }
}

extension CaseFolding {
    static func hasCases(_ scalar: UInt32) -> Bool { ScalarSet(scalar).caseClosed.single == nil }
}
