/// A function of a row and its neighbours in the order of the rows.
struct WindowCall: Sendable {
    enum Kind: String, Sendable, Hashable {
        case rowNumber, previous, next, cumulativeSum, denseRank, minimalRank, sessionStart
    }

    var kind: Kind
    /// The term that is looked at, and for sessions the two greatest distances.
    var arguments: [Expression]
    /// The number of the first row, or how many rows lie between.
    var offset: Int64 = 1
    /// What stands where there is no such row.
    var fallback: Expression?
    /// Begins anew at a row where it is true.
    var restart: Expression?
    var output: PlanColumn

    /// Everything that is computed for each row by itself.
    var expressions: [Expression] { arguments + [fallback, restart].compactMap { $0 } }

    /// The call with its expressions changed.
    func mapExpressions(_ body: (Expression) -> Expression) -> WindowCall {
        var call = self
        call.arguments = arguments.map(body)
        call.fallback = fallback.map(body)
        call.restart = restart.map(body)
        return call
    }
}

/// Window functions over rows whose order a column holds.
struct Window: Sendable {
    var input: LogicalPlan
    /// Holds the number of each row in the order; made by a `sequence`.
    var sequence: PlanColumn
    /// Rows that differ in these know nothing of each other.
    var partition: [PlanColumn] = []
    /// No call reads what another one gives.
    var calls: [WindowCall]
}

extension LogicalPlan {
    /// The column that numbers the rows of a plan in their order, where there is one already.
    var sequence: PlanColumn? {
        switch self {
        case .sequence(_, let column): column
        case .filter(let input, _), .extend(let input, _), .fetch(let input, _): input.sequence
        case .window(let window): window.sequence
        case .capture(let capture): capture.input.sequence
        default: nil
        }
    }

    /// The plan with a hole filled.
    func filling(_ hole: Int, with plan: LogicalPlan) -> LogicalPlan {
        if case .hole(hole) = self { return plan }
        return mapInputs { $0.filling(hole, with: plan) }
    }

    /// Whether a hole is anywhere in the plan.
    func contains(hole: Int) -> Bool {
        if case .hole(hole) = self { return true }
        var result = false
        _ = mapInputs { input in
            if !result { result = input.contains(hole: hole) }
            return input
        }
        return result
    }
}
