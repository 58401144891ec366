/// One call of an aggregate whose arguments are in SQL; KQL §11.
struct LoweredGroup {
    let call: AggregateCall
    let arguments: [SQLExpression]
    let filter: SQLExpression?
    /// The order that the rows have.
    let order: [SQLOrder]

    /// The value of the group, or a struct of the values.
    var value: SQLExpression {
        switch call.kind {
        case .count: return aggregate("count", [.word("*")])
        case .distinctCount: return aggregate("count", [arguments[0]], isDistinct: true)
        case .sum, .avg: return sumOrAverage
        case .min: return textSafe(aggregate("min"))
        case .max: return textSafe(aggregate("max"))
        case .argMax, .argMin: return extreme
        case .takeAny, .passthrough: return anyOne
        case .stdev: return spread("stddev_samp")
        case .stdevp: return spread("stddev_pop")
        case .variance: return spread("var_samp")
        case .variancep: return spread("var_pop")
        case .covariance: return spread("covar_samp")
        case .covariancep: return spread("covar_pop")
        case .binaryAnd: return bits("bit_and")
        case .binaryOr: return bits("bit_or")
        case .binaryXor: return bits("bit_xor")
        case .percentile: return nearestRank
        case .rankedValue: return rankedValue
        case .percentiles: return rankedValues
        case .makeList, .makeListWithNulls, .makeSet, .makeBag: return collection
        case .schema: return .engineCall(.schemaOfValues, [jsonArray(keepsNulls: false)])
        case .hll, .hllMerge, .tdigest, .tdigestMerge: return sketch
        }
    }

    var type: ScalarType { call.arguments[0].type }

    /// An aggregate over the call's rows.
    func aggregate(
        _ function: StaticString,
        _ values: [SQLExpression]? = nil,
        isDistinct: Bool = false,
        order: [SQLOrder] = [],
        condition: SQLExpression? = nil
    ) -> SQLExpression {
        let conditions = [filter, condition].compactMap { $0 }
        return .aggregate(
            SQLAggregate(
                function: function,
                arguments: values ?? arguments,
                isDistinct: isDistinct,
                order: order,
                filter: conditions.isEmpty ? nil : conditions.count == 1 ? conditions[0] : .infix("AND", conditions)
            )
        )
    }

    /// A constant of the call, which any row tells where it is no literal.
    func constant(_ index: Int) -> SQLExpression {
        call.arguments[index].constant == nil ? aggregate("any_value", [arguments[index]]) : arguments[index]
    }

    private func textSafe(_ value: SQLExpression) -> SQLExpression {
        call.outputs[0].type == .string ? value.orEmpty : value
    }

    // MARK: Sums

    private var sumOrAverage: SQLExpression {
        if type == .decimal { return sumOrAverageOfDecimals }
        let sum = aggregate("sum")
        switch (call.kind, type) {
        case (.sum, .real): return sum.orElse(.parameter(.double(0)))
        case (.sum, .datetime): return .engineCall(.addTicks, [wrapped(sum), .value(0)])
        case (.sum, _): return wrapped(sum).orElse(.value(0))
        case (_, .long), (_, .real): return aggregate("avg").orElse(.parameter(.double(.nan)))
        // Ticks are averaged as whole numbers: a double has not digits enough.
        default: return .cast(.infix("//", [sum, aggregate("count")]), "BIGINT")
        }
    }

    /// The engine knows decimals as texts only; so it joins them, and we add them exactly.
    private var sumOrAverageOfDecimals: SQLExpression {
        let joined = aggregate("string_agg", [arguments[0], .word("','")])
        let sum = SQLExpression.engineCall(.decimalSum, [joined])
        guard call.kind == .avg else { return sum.orElse(.text(DecimalNumber.zero.stored)) }
        return .engineCall(.decimalDivide, [sum, .engineCall(.decimalOfLong, [aggregate("count")])])
    }

    /// The engine's sum of 128 bits in 64: where it does not fit it wraps around, as additions do.
    private func wrapped(_ sum: SQLExpression) -> SQLExpression { .engineCall(.wrapSum, [sum]) }

    /// Zero where there are too few rows to differ. What is not finite has no spread, where the engine would fail.
    private func spread(_ function: StaticString) -> SQLExpression {
        let zero = SQLExpression.parameter(.double(0))
        let doubtful = zip(call.arguments, arguments).filter { !$0.0.isFinite }.map(\.1)
        guard !doubtful.isEmpty else { return aggregate(function).orElse(zero) }
        func all(_ word: StaticString, _ tests: [SQLExpression]) -> SQLExpression {
            tests.count == 1 ? tests[0] : .infix(word, tests)
        }
        let finite = doubtful.map { SQLExpression.call("isfinite", [$0]) }
        let value = aggregate(function, condition: all("AND", finite)).orElse(zero)
        let isOdd = aggregate("bool_or", [all("OR", finite.map { .not($0) })])
        return .caseWhen([(isOdd, .parameter(.double(.nan)))], otherwise: value)
    }

    private func bits(_ function: StaticString) -> SQLExpression {
        if type == .decimal {
            let bits = aggregate(function, [.engineCall(.decimalToLong, arguments)])
            return .engineCall(.decimalOfLong, [bits])
        }
        guard type == .real else { return aggregate(function) }
        return .cast(aggregate(function, [.engineCall(.realToLong, arguments)]), "DOUBLE")
    }

    // MARK: Rows

    /// The row of the extreme. The engine would skip rows whose extreme is null, so that a group of them gave nothing.
    private var extreme: SQLExpression {
        let isMax = call.kind == .argMax
        if call.outputs.count == 1 { return textSafe(aggregate(isMax ? "max" : "min")) }
        let row = SQLExpression.structure(arguments)
        let function: StaticString = isMax ? "arg_max" : "arg_min"
        guard call.arguments[0].isNullable else { return aggregate(function, [row, arguments[0]]) }
        switch type {
        case .datetime, .timespan:
            let least = SQLExpression.value(isMax ? .min : .max)
            return aggregate(function, [row, arguments[0].orElse(least)])
        default:
            return aggregate(function, [row, arguments[0]]).orElse(aggregate("any_value", [row]))
        }
    }

    /// The members of the extreme's row one by one, which the engine finds several times as fast as a row in one.
    ///
    /// They come from one row: the engine compares each column's extreme alike and takes a new one only where it is beyond
    /// the old, whatever is beside it. Nil where the extreme's type has no such way, or where a group may have none.
    var parts: [SQLExpression]? {
        guard call.isStructure, call.kind == .argMax || call.kind == .argMin else { return nil }
        let isMax = call.kind == .argMax
        var extreme = arguments[0]
        switch type {
        case .datetime, .timespan:
            if call.arguments[0].isNullable { extreme = extreme.orElse(.value(isMax ? .min : .max)) }
        case .int, .long, .string:
            if call.arguments[0].isNullable { return nil }
        default: return nil
        }
        return [aggregate(isMax ? "max" : "min", [arguments[0]])]
            + arguments.dropFirst().map { aggregate(isMax ? "arg_max_null" : "arg_min_null", [$0, extreme]) }
    }

    /// All of one row; alone a value that is neither null nor empty, where there is one.
    private var anyOne: SQLExpression {
        if call.outputs.count > 1 { return aggregate("any_value", [.structure(arguments)]) }
        guard type == .string else { return aggregate("any_value") }
        return aggregate("any_value", [.call("nullif", [arguments[0], .text("")])]).orEmpty
    }
}

extension Expression {
    /// Whether a real is one that was a whole number.
    fileprivate var isFinite: Bool {
        if case .convert(let inner) = node { inner.type != .dynamic && inner.type != .string } else { false }
    }
}
