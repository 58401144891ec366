internal import DuckDB

/// The steps of a `scan`, read once.
///
/// As JSON: `[types of the row, types of the slots, what a slot holds by itself, what it holds before a match, steps]`;
/// a step is `[condition, output, [[slot, expression], …]]`.
struct ScanProgram {
    enum Output: String {
        case all, last, none
    }

    struct Step {
        var condition: ScanExpression
        var output: Output
        var assignments: [(slot: Int, value: ScanExpression)]
    }

    private(set) var rowTypes: [ScanType] = []
    private(set) var slotTypes: [ScanType] = []
    private(set) var initial: [ScanExpression] = []
    private(set) var missing: [ScanValue] = []
    private(set) var steps: [Step] = []

    /// - Throws: ``FunctionFailure`` for what is no program.
    init(_ text: ByteView) throws {
        guard let parts = JSONText(text)?.elements, parts.count == 5 else {
            throw FunctionFailure("scan has no steps that can be read")
        }
        func list<R>(_ json: [UInt8], _ body: (JSONText) -> R?) -> [R] {
            var result: [R] = []
            ByteView.with(json) { view in
                JSONText(view)?.forEachElement { element in
                    if let value = body(element) { result.append(value) }
                    return true
                }
            }
            return result
        }
        func type(_ json: JSONText) -> ScanType? { ScanType(rawValue: String(decoding: json.string, as: UTF8.self)) }
        rowTypes = list(parts[0], type)
        slotTypes = list(parts[1], type)
        initial = list(parts[2]) { ScanExpression($0) }
        missing = try list(parts[3]) { ScanExpression($0) }.map { try $0.value([], []) }
        steps = list(parts[4]) { step in
            guard let members = step.elements, members.count == 3,
                let condition = ByteView.with(members[0], { JSONText($0).flatMap { ScanExpression($0) } }),
                let output = ByteView.with(
                    members[1],
                    { JSONText($0).flatMap { Output(rawValue: String(decoding: $0.string, as: UTF8.self)) } })
            else { return nil }
            let assignments = list(members[2]) { pair -> (slot: Int, value: ScanExpression)? in
                guard let slot = pair.element(at: 0)?.asLong,
                    let value = pair.element(at: 1).flatMap({ ScanExpression($0) })
                else { return nil }
                return (Int(clamping: slot), value)
            }
            return Step(condition: condition, output: output, assignments: assignments)
        }
        guard initial.count == slotTypes.count, missing.count == slotTypes.count, !steps.isEmpty else {
            throw FunctionFailure("scan has no steps that can be read")
        }
    }
}

/// Goes over rows in order and matches them to the steps of a `scan`.
///
/// Each step holds what it and the steps before it matched last. A row is shown to the steps from the last to the first:
/// it matches a step by going on from the step before, whose state then moves up, or by repeating the step's own match;
/// the first step begins a new sequence when it holds none.
struct ScanMachine {
    private struct State {
        var number: Int64
        /// For each step up to this one the slots of the row that it matched.
        var records: [[ScanValue]]
    }

    private let program: ScanProgram
    private var states: [State?]
    /// The last row of a series of matches of a step whose output is `last`.
    private var pending: [(position: Int, text: [UInt8])?]
    private var next: Int64 = 0
    private var position = 0
    /// Bytes of the rows that were made.
    private var size = 0
    private static let sizeLimit = 1 << 28
    private var found: [(position: Int, text: [UInt8])] = []

    init(_ program: ScanProgram) {
        self.program = program
        states = Array(repeating: nil, count: program.steps.count)
        pending = Array(repeating: nil, count: program.steps.count)
    }

    /// Takes the next row: a JSON array of its number and its values.
    mutating func take(_ row: JSONText) throws {
        guard !Interruption.isWorkInVain, let members = row.elements, let number = members.first else { return }
        defer { position += 1 }
        let values = zip(members.dropFirst(), program.rowTypes).map { json, type in
            ByteView.with(json) { JSONText($0).map { ScanValue($0, as: type) } ?? type.missing }
        }
        for index in program.steps.indices.reversed() {
            if index > 0, let below = states[index - 1], try matches(index, values, below) {
                flush(index)
                flush(index - 1)
                states[index] = below
                states[index - 1] = nil
                try record(index, number, values)
            } else if let own = states[index] {
                if try matches(index, values, own) { try record(index, number, values) }
            } else if index == 0, try matches(0, values, nil) {
                states[0] = State(number: next, records: [])
                next += 1
                try record(0, number, values)
            }
        }
    }

    /// All rows of the result, in the order of the rows that made them.
    mutating func finish() -> [[UInt8]] {
        for index in states.indices { flush(index) }
        return found.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(
            \.element.text)
    }

    private func records(_ state: State?) -> [[ScanValue]] {
        let known = state?.records ?? []
        return program.steps.indices.map { $0 < known.count ? known[$0] : program.missing }
    }

    private func matches(_ index: Int, _ row: [ScanValue], _ state: State?) throws -> Bool {
        try program.steps[index].condition.value(row, records(state)).isTrue
    }

    /// Computes what a step assigns and makes the row the step's last match.
    private mutating func record(_ index: Int, _ number: [UInt8], _ row: [ScanValue]) throws {
        let step = program.steps[index]
        let known = records(states[index])
        var slots = try program.initial.map { try $0.value(row, known) }
        for assignment in step.assignments { slots[assignment.slot] = try assignment.value.value(row, known) }
        var state = states[index] ?? State(number: 0, records: [])
        while state.records.count <= index { state.records.append(program.missing) }
        state.records[index] = slots
        states[index] = state
        guard step.output != .none else { return }
        var text = JSONArrayWriter()
        text.append(number)
        text.append(Array(String(state.number).utf8))
        for (value, type) in zip(slots, program.slotTypes) { text.append(value.json(as: type)) }
        let made = (position: position, text: text.finish())
        size += made.text.count
        guard size <= Self.sizeLimit else { throw DuckDBError.valuesTooLarge(Self.sizeLimit) }
        if step.output == .last {
            pending[index] = made
        } else {
            found.append(made)
        }
    }

    private mutating func flush(_ index: Int) {
        if let made = pending[index] { found.append(made) }
        pending[index] = nil
    }
}
