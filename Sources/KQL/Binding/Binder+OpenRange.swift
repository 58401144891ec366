extension Binder {
    /// `range x from … to … step …` whose bounds the data tell: `range d from toscalar(…) to now() step 1d`.
    ///
    /// The number of the last step is computed once, and each step is a row. Nothing comes of a bound or a step that is
    /// null, nor of a step of 0.
    mutating func bindOpenRange(
        _ name: String,
        _ type: ScalarType,
        _ parts: [Expression],
        at span: Span
    ) -> BoundRelation? {
        let isTime = type == .datetime || type == .timespan
        let zero = isTime ? "0s" : type == .real ? "0.0" : type == .decimal ? "decimal(0)" : "0"
        let steps =
            switch type {
            case .real: "tolong(bin((['$hi'] - ['$lo']) / ['$step'], 1.0))"
            case .datetime, .timespan: "tolong(['$hi'] - ['$lo']) / tolong(['$step'])"
            default: "tolong((['$hi'] - ['$lo']) / ['$step'])"
            }
        let text = SourceText(
            """
            () {
                print ['$lo'] = lo, ['$hi'] = hi, ['$step'] = size
                | where ['$step'] > \(zero) and ['$lo'] <= ['$hi'] or ['$step'] < \(zero) and ['$lo'] >= ['$hi']
                | extend ['$last'] = \(steps)
                | mv-expand ['$block'] = range(0, ['$last'] / 1000000, 1) to typeof(long)
                | mv-expand ['$place'] = range(0, min_of(999999, ['$last'] - ['$block'] * 1000000), 1) to typeof(long)
                | extend ['$number'] = ['$block'] * 1000000 + ['$place']
                | sort by ['$number'] asc
                | project ['$value'] = ['$lo'] + ['$number'] * ['$step']
            }
            """
        )
        let (declaration, faults) = Parser.parseFunction(text)
        let values: [String: LetValue] = ["lo": .scalar(parts[0]), "hi": .scalar(parts[1]), "size": .scalar(parts[2])]
        guard faults.diagnostics.isEmpty,
            case .table(var result)? = bindBody("range", declaration, text, values, isBuiltIn: true, at: span),
            var column = result.scope.columns.first
        else { return nil }
        column.name = name
        result.scope.columns = [column]
        result.isSerialized = true
        return result
    }
}
