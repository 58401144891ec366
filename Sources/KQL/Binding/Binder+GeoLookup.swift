extension Binder {
    /// The options of `geo_line_lookup` and `geo_polygon_lookup` in the order in which they may be given without names.
    private static let geoOptions = ["radius", "return_unmatched", "lookup_area_radius", "return_lookup_key"]

    /// `geo_polygon_lookup(table, shape, longitude, latitude [, radius] [, return_unmatched] …)` and its like for lines,
    /// for which the radius must be given.
    mutating func bindGeoLookup(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard plugin.arguments.count >= 4, plugin.arguments.count <= 4 + Self.geoOptions.count else {
            report(.wrongArgumentCount, "The plugin '\(plugin.name)' expects 4 to 8 arguments.", at: plugin.span)
            return nil
        }
        guard isTabular(plugin.arguments[0]) else {
            report(.tableExpected, "A table is expected here.", at: plugin.arguments[0].span)
            return nil
        }
        guard let options = geoOptions(plugin), let table = bindNestedTable(plugin.arguments[0]) else { return nil }
        rows = table.scope
        guard let shape = pluginColumn(plugin.arguments[1]) else { return nil }
        guard shape.type == .dynamic else {
            report(.wrongType, "A column of shapes, of type dynamic, is expected here.", at: plugin.arguments[1].span)
            return nil
        }
        rows = input.scope
        guard let longitude = pluginColumn(plugin.arguments[2]), let latitude = pluginColumn(plugin.arguments[3]) else {
            return nil
        }
        if options.radius == nil, plugin.name == "geo_line_lookup" {
            report(
                .wrongArgumentCount, "'geo_line_lookup' needs the radius within which a place belongs to a line.",
                at: plugin.span)
            return nil
        }
        var left = input
        var right = table
        left.scope.isOpen = false
        append("$longitude", Expression.column(longitude).converted(to: .real), to: &left)
        append("$latitude", Expression.column(latitude).converted(to: .real), to: &left)
        append("$shape", Expression.column(shape).converted(to: .string), to: &right)
        return geoLookup(plugin, left, right, options, key: shape.name)
    }

    private struct GeoOptions {
        var radius: Double?
        var isOuter = false
        var keepsKey = false
    }

    private mutating func geoOptions(_ plugin: PluginCall) -> GeoOptions? {
        // Names have any case, and one that is none of these counts for nothing, as the language has it.
        var values: [String: SyntaxNode] = [:]
        for (name, node) in plugin.named { values[name.lowercased()] = node }
        for (name, node) in zip(Self.geoOptions, plugin.arguments.dropFirst(4)) { values[name] = node }
        var options = GeoOptions()
        // Settings one by one in a function of their own: the optimiser of Swift 6.3 cannot take them in the loop.
        let given = values.sorted { $0.value.span.start < $1.value.span.start }
        for index in given.indices {
            guard setGeoOption(given[index].key, given[index].value, in: &options) else { return nil }
        }
        return options
    }

    /// Reads one setting; false where it has faults.
    private mutating func setGeoOption(_ name: String, _ node: SyntaxNode, in options: inout GeoOptions) -> Bool {
        switch name {
        case "radius", "lookup_area_radius":
            guard let value = pluginLiteral(node, [.real, .long, .int])?.value else { return false }
            // The area is a hint of how to search, and changes no answer.
            guard name == "radius" else { return true }
            switch value {
            case .real(let number): options.radius = number
            case .integer(let number): options.radius = Double(number)
            default: break
            }
        case "return_unmatched", "return_lookup_key":
            guard let value = pluginLiteral(node, [.bool])?.value else { return false }
            guard case .bool(let isTrue) = value else { return true }
            if name == "return_unmatched" { options.isOuter = isTrue } else { options.keepsKey = isTrue }
        default: break
        }
        return true
    }

    private mutating func pluginLiteral(_ node: SyntaxNode, _ types: [ScalarType]) -> Literal? {
        guard let literal = pluginConstant(node, types), check(.literal, node, .literal(literal)) else { return nil }
        return literal
    }

    private mutating func append(_ name: String, _ value: Expression, to relation: inout BoundRelation) {
        let column = makeColumn(name, for: value)
        relation.plan = extended(relation.plan, [Definition(column: column, expression: value)])
        relation.scope.columns.append(column)
    }

    /// The shapes are put in one list with numbers, each place that occurs is looked up once in it.
    private mutating func geoLookup(
        _ plugin: PluginCall, _ left: BoundRelation, _ right: BoundRelation, _ options: GeoOptions, key: String
    ) -> BoundRelation? {
        let shapes = """
            let shapes = L | where isnotempty(['$shape']) | distinct ['$shape'] | sort by ['$shape'] asc
                | extend ['$place'] = row_number();
            """
        var values: [String: LetValue] = ["T": .shared(nextShared, left), "L": .shared(nextShared + 1, right)]
        nextShared += 2
        guard
            var places = bindGeoBody(
                plugin, values,
                """
                \(shapes)
                T | where isnotnull(['$longitude']) and isnotnull(['$latitude'])
                    | distinct ['$longitude'], ['$latitude']
                    | extend ['$shapes'] = toscalar(shapes
                        | summarize make_list_with_nulls(pack_array(['$place'], ['$shape'])))
                """)
        else { return nil }
        let columns = places.scope.columns.map(Expression.column)
        append(
            "$hits",
            call(
                ScalarFunctions.geoLookup,
                columns + [
                    .literal(.real(options.radius ?? -1)),
                    .literal(.string(plugin.name == "geo_line_lookup" ? "lines" : "polygons")),
                ]),
            to: &places)
        values["C"] = .shared(nextShared, places)
        nextShared += 1
        guard
            var result = bindGeoBody(
                plugin, values,
                """
                \(shapes)
                let found = C | where array_length(['$hits']) > 0
                    | mv-expand ['$place'] = ['$hits'] to typeof(long)
                    | project ['$longitude'], ['$latitude'], ['$place']
                    | join kind=inner shapes on ['$place']
                    | project ['$longitude'], ['$latitude'], ['$shape']
                    | join kind=inner L on ['$shape']
                    | project-away ['$shape'], ['$shape1'];
                T | join kind=\(options.isOuter ? "leftouter" : "inner") found on ['$longitude'], ['$latitude']
                    | project-away ['$longitude'], ['$latitude'], ['$longitude1'], ['$latitude1']
                """)
        else { return nil }
        if !options.keepsKey {
            let first = left.scope.columns.count - 2
            let place = result.scope.columns.indices.dropFirst(first).first { index in
                let name = result.scope.columns[index].name
                return name == key || name == key + "1"
            }
            if let place { result.scope.columns.remove(at: place) }
        }
        return result
    }

    private mutating func bindGeoBody(
        _ plugin: PluginCall, _ values: [String: LetValue], _ body: String
    ) -> BoundRelation? {
        let text = SourceText("() {\n\(body)\n}")
        let (declaration, faults) = Parser.parseFunction(text)
        guard faults.diagnostics.isEmpty,
            case .table(let result)? = bindBody(
                plugin.name, declaration, text, values, isBuiltIn: true, at: plugin.nameSpan)
        else { return nil }
        return result
    }
}
