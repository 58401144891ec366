extension Expression {
    /// How many results the call of a function with several results gives; 1 for everything else.
    var resultCount: Int { severalResults?.count ?? 1 }

    /// The results of a call that has more than one.
    private var severalResults: [(name: String, type: ScalarType)]? {
        guard case .call(let function, _, let arguments) = node, let results = function.results else { return nil }
        let columns = results.columns(arguments.map { (name: nil, type: $0.type) })
        return columns.count > 1 ? columns : nil
    }
}

extension Binder {
    /// The columns that an element of `project`, `extend`, `print` or `summarize` makes: as a rule one, and one for
    /// each result of a function that has several. Written names go to the first; KQL §10.
    ///
    /// - Parameter makeName: Names the single column of an expression.
    mutating func columnValues(
        _ element: SyntaxNode,
        _ value: SyntaxNode,
        _ expression: Expression,
        _ namer: inout ColumnNamer,
        _ makeName: (inout Binder, inout ColumnNamer) -> String?
    ) -> [(name: String, expression: Expression)] {
        guard case .call(let function, _, let arguments) = expression.node, let results = function.results else {
            if element[.name]?.kind == .nameList, explicitNames(element).count > 1 {
                report(.singleValue, "The expression does not have several named values.", at: value.span)
                return []
            }
            return makeName(&self, &namer).map { [($0, expression)] } ?? []
        }
        let names = (value[.argument]?.all(.argument) ?? []).map(derivedName)
        let columns = results.columns(
            arguments.indices.map { (name: $0 < names.count ? names[$0] : nil, type: arguments[$0].type) }
        )
        let written = explicitNames(element)
        if written.count > columns.count {
            report(.surplusName, "The name does not have a corresponding expression.", at: element.span)
            return []
        }
        var values: [(name: String, expression: Expression)] = []
        for (index, column) in columns.enumerated() {
            let name: String
            if index < written.count {
                guard let given = namer.declare(written[index]) else {
                    report(
                        .duplicateColumn,
                        "A column with the name '\(written[index])' is already declared.",
                        at: element.span
                    )
                    return []
                }
                name = given
            } else {
                name = namer.added(column.name)
            }
            values.append((name, result(index, of: columns.count, column.type, expression)))
        }
        return values
    }

    /// One of the results, which a call with several gives as a JSON array.
    private func result(_ index: Int, of count: Int, _ type: ScalarType, _ call: Expression) -> Expression {
        guard count > 1 else { return call.converted(to: type) }
        let path = Expression(.operation(.path([.position(Int64(index))]), [call]), .dynamic, isNullable: true)
        return path.converted(to: type)
    }
}
