// Lists, sets, bags, ranks and sketches; KQL §11.
extension LoweredGroup {
    /// Whether a value can be null, so that lists must leave it out.
    private var present: SQLExpression? { call.arguments[0].isNullable ? arguments[0].isNotNull : nil }

    /// A JSON array of the values, in the order of the rows where they have one.
    func jsonArray(
        keepsNulls: Bool,
        isDistinct: Bool = false,
        order: [SQLOrder]? = nil,
        limit: SQLExpression = .value(.max)
    ) -> SQLExpression {
        let condition = keepsNulls ? nil : present
        let order = order ?? (isDistinct ? [] : self.order)
        func list(_ value: SQLExpression) -> SQLExpression {
            let list = aggregate("list", [value], isDistinct: isDistinct, order: order, condition: condition)
            // A set has no order; sorted it is the same at each run.
            return isDistinct && order.isEmpty ? .call("list_sort", [list]) : list
        }
        switch type {
        case .string, .guid: return .engineCall(.jsonOfTexts, [list(arguments[0]), limit])
        // The engine prints whole numbers as JSON does; for the others each value is printed by itself.
        case .int, .long: return .engineCall(.jsonOfValues, [.cast(list(arguments[0]), "VARCHAR[]"), limit])
        default:
            let json = SQLConversion.convert(arguments[0], from: type, to: .dynamic) ?? .null
            return .engineCall(.jsonOfValues, [list(json), limit])
        }
    }

    private var limit: SQLExpression {
        if let size = call.parameter?.integer { return .value(size) }
        return call.arguments.count > 1 ? constant(1) : .value(.max)
    }

    var collection: SQLExpression {
        switch (call.kind, type) {
        case (.makeListWithNulls, _): return jsonArray(keepsNulls: true)
        case (.makeSet, .dynamic):
            let set = SQLExpression.engineCall(.setFlatten, [jsonArray(keepsNulls: false, isDistinct: true)])
            return .engineCall(.dynamicPrefix, [set, limit])
        case (.makeList, .dynamic):
            // Recorded answers of the service flatten arrays in lists as in sets.
            return .engineCall(.dynamicPrefix, [.engineCall(.arrayFlatten, [jsonArray(keepsNulls: false)]), limit])
        case (.makeBag, _):
            let bag = SQLExpression.engineCall(.bagMergeAll, [jsonArray(keepsNulls: false)])
            return .engineCall(.dynamicPrefix, [bag, limit])
        default: return jsonArray(keepsNulls: false, isDistinct: call.kind == .makeSet, limit: limit)
        }
    }

    // MARK: Ranks

    /// The engine's own percentile by nearest rank. The rank is written in decimals, so that it is exact.
    var nearestRank: SQLExpression {
        let rank = SQLExpression.cast(.text(Self.fraction(call.parameter?.number ?? 50)), "DECIMAL(18, 12)")
        let value = aggregate("quantile_disc", [arguments[0], rank])
        return call.outputs[0].type == .string ? value.orEmpty : value
    }

    /// A percentage as a fraction in decimal digits.
    static func fraction(_ percentage: Double) -> String {
        let scaled = Int64((percentage * 10_000_000_000).rounded())
        let digits = String(scaled % 1_000_000_000_000)
        return "\(scaled / 1_000_000_000_000)." + String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// The rows that have a place in the order of values, and what orders them.
    private var ranking: (condition: SQLExpression, order: [SQLOrder]) {
        let key = type == .dynamic ? .engineCall(.dynamicGetDouble, [arguments[0], .text("[]")]) : arguments[0]
        let isPresent = SQLExpression.infix(
            "AND", [key.isNotNull, .infix(">", [arguments[1], .value(0)])])
        return (isPresent, [SQLOrder(expression: key, isAscending: true, nullsFirst: true)])
    }

    private func weights(_ ranking: (condition: SQLExpression, order: [SQLOrder])) -> SQLExpression {
        aggregate("list", [arguments[1]], order: ranking.order, condition: ranking.condition)
    }

    /// The value at a rank: arguments are value, weight, rank.
    var rankedValue: SQLExpression {
        let ranking = ranking
        let values = aggregate("list", [arguments[0]], order: ranking.order, condition: ranking.condition)
        let place = SQLExpression.engineCall(
            .weightedPlace, [.cast(weights(ranking), "VARCHAR[]"), constant(2)])
        let value = SQLExpression.call("list_extract", [values, place])
        return call.outputs[0].type == .string ? value.orEmpty : value
    }

    /// The values at several ranks: arguments are value, weight, and the ranks, or an array of them.
    var rankedValues: SQLExpression {
        let ranking = ranking
        let json = SQLConversion.convert(arguments[0], from: type, to: .dynamic) ?? .null
        let values = aggregate("list", [json], order: ranking.order, condition: ranking.condition)
        let ranks: SQLExpression
        if call.arguments[2].type == .dynamic {
            ranks = constant(2)
        } else {
            ranks = .engineCall(
                .packArray,
                (2..<arguments.count).map {
                    SQLConversion.convert(constant($0), from: call.arguments[$0].type, to: .dynamic) ?? .null
                }
            )
        }
        return .engineCall(.valuesAtRanks, [values, .cast(weights(ranking), "VARCHAR[]"), ranks])
    }

    // MARK: Sketches

    var sketch: SQLExpression {
        switch call.kind {
        case .hll:
            let text = SQLConversion.convert(arguments[0], from: type, to: .string) ?? .null
            return .engineCall(.distinctSketch, [aggregate("list", [text], isDistinct: true, condition: present)])
        case .hllMerge: return .engineCall(.distinctSketchMergeAll, [jsonArray(keepsNulls: false)])
        case .tdigestMerge: return .engineCall(.digestMergeAll, [jsonArray(keepsNulls: false)])
        default:
            let weight = arguments.count > 1 ? arguments[1] : nil
            let positive = [arguments[0].isNotNull, weight.map { .infix(">", [$0, .value(0)]) }].compactMap { $0 }
            let condition = positive.count == 1 ? positive[0] : SQLExpression.infix("AND", positive)
            let order = [SQLOrder(expression: arguments[0], isAscending: true, nullsFirst: true)]
            let json = SQLConversion.convert(arguments[0], from: type, to: .dynamic) ?? .null
            let values = aggregate("list", [json], order: order, condition: condition)
            guard let weight else {
                return .engineCall(.digest, [values, .cast(.call("list_value", []), "VARCHAR[]")])
            }
            let weights = aggregate("list", [weight], order: order, condition: condition)
            return .engineCall(.digest, [values, .cast(weights, "VARCHAR[]")])
        }
    }
}
