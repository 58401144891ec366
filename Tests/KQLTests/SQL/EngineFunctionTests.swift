import Testing

@testable import KQL

@Suite("Engine functions")
struct EngineFunctionTests {
    @Test("Names are unique and begin with kql_")
    func names() {
        let names = EngineFunction.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("kql_") })
    }

    @Test("Every function that a query calls is in the list")
    func listed() throws {
        let query = try Fixtures.compile(
            "T | where b has 'x' and e.a has_any ('y') | extend z = split(b, ','), w = bin(l, 5) | mv-expand e | project z, w, e"
        )
        #expect(query.functions.isSubset(of: Set(EngineFunction.all)))
        #expect(
            query.functions.map(\.name).sorted() == [
                "kql_bin", "kql_dyn_text", "kql_has", "kql_has_any", "kql_mv_elements", "kql_split",
            ])
    }

    @Test("Every scalar function compiles with arguments that suit it")
    func registry() throws {
        for (name, function) in FunctionRegistry.scalars where !name.contains("(") {
            for signature in function.signatures {
                let parameters = signature.parameters.filter { !$0.isOptional }
                let arguments = parameters.map { sample($0.kind, form: $0.form) }
                let text = "T | project x = \(name)(\(arguments.joined(separator: ", ")))"
                #expect(Fixtures.error(text) == nil, "\(text): \(Fixtures.error(text)?.description ?? "")")
            }
        }
    }

    @Test("Every aggregate compiles with arguments that suit it")
    func aggregates() throws {
        for (name, function) in FunctionRegistry.aggregates {
            var arguments = function.arguments.map { sample($0) }
            if function.hasFilter { arguments.append("f") }
            if function.kind == .percentile || function.kind == .percentiles { arguments.append("50") }
            let text = "T | summarize x = \(name)(\(arguments.joined(separator: ", ")))"
            #expect(Fixtures.error(text) == nil, "\(text): \(Fixtures.error(text)?.description ?? "")")
        }
    }

    private func sample(_ kind: AggregateArgument) -> String {
        switch kind {
        case .any, .notDynamic, .notRealOrBool: "b"
        case .orderable, .summable, .integer: "l"
        case .bag, .array: "e"
        }
    }

    private func sample(_ kind: ParameterKind, form: ArgumentForm) -> String {
        switch (form, kind) {
        case (.constant, .exactly(.string)), (.constant, .scalar), (.literal, .exactly(.string)),
            (.literalNotEmpty, .exactly(.string)):
            "'d'"
        case (.constant, .exactly(.bool)): "true"
        case (.constant, .exactly(.long)), (.constant, .integer), (.constant, .number): "1"
        default: sample(kind)
        }
    }

    private func sample(_ kind: ParameterKind) -> String {
        switch kind {
        case .exactly(.bool): "f"
        case .exactly(.string), .stringOrDynamic, .text, .asString, .stringOrArray, .scalar, .notDynamic: "b"
        case .exactly(.long), .integer, .integerAsIs, .integerOrArray, .number, .summable, .measurable, .orderable,
            .common,
            .commonOrderable:
            "l"
        case .exactly(.real): "r"
        case .exactly(.datetime): "t"
        case .exactly(.timespan): "s"
        case .exactly(.dynamic), .dynamicValue, .array, .bag: "e"
        case .exactly(.guid): "g"
        case .exactly: "decimal(1)"
        case .type: "typeof(long)"
        case .jsonPath: "'$.a[0]'"
        case .keyword(let words): "'\(words[0])'"
        }
    }
}
