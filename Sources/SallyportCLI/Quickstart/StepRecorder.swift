import Foundation
import Synchronization

/// Runs steps one after the other, measures each, and tells of it when it is done.
final class StepRecorder: Sendable {
    /// A step failed; it is in the report already, so this only ends the context.
    struct StepFailed: Error {}

    private let context: CommandContext
    private let report = Mutex(QuickstartReport())

    init(context: CommandContext) { self.context = context }

    /// Everything so far.
    var result: QuickstartReport { report.withLock { $0 } }

    /// Runs the steps of one context; the first that fails ends it.
    func context(_ name: String, _ body: () async throws -> Void) async throws {
        report.withLock { $0.contexts.append(.init(name: name)) }
        if isForPeople { try context.output.data(heading(name)) }
        do {
            try await body()
        } catch is StepFailed {
            return
        }
    }

    /// Runs one step.
    ///
    /// - Parameter body: Returns the step's value and what happened, in one line.
    /// - Throws: ``StepFailed`` when the body threw; `CancellationError`.
    @discardableResult
    func step<Value>(_ name: String, _ body: () async throws -> (Value, String)) async throws -> Value {
        let start = context.elapsed()
        do {
            let (value, detail) = try await body()
            try record(name, isOK: true, since: start, detail)
            return value
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try record(name, isOK: false, since: start, Failure(error).sentence)
            throw StepFailed()
        }
    }

    private var isForPeople: Bool { context.output.format == .table || context.output.format == .csv }

    private func record(_ name: String, isOK: Bool, since start: Duration, _ detail: String) throws {
        let length = context.elapsed() - start
        let step = QuickstartReport.Step(
            name: name, ok: isOK, ms: Int((TimeSpan.seconds(length) * 1000).rounded()), detail: detail)
        report.withLock { report in
            guard let last = report.contexts.indices.last else { return }
            report.contexts[last].steps.append(step)
        }
        if isForPeople { try context.output.data(line(step, length)) }
    }

    private func heading(_ name: String) -> String {
        "\n" + Style.strong.apply(name, colored: context.output.terminal.colorsOutput) + "\n"
    }

    private func line(_ step: QuickstartReport.Step, _ length: Duration) -> String {
        let colored = context.output.terminal.colorsOutput
        let mark = step.ok ? Style.good.apply("ok  ", colored: colored) : Style.bad.apply("FAIL", colored: colored)
        let name = step.name + String(repeating: " ", count: max(0, 46 - step.name.count))
        let time = TimeSpan.text(length)
        let padding = String(repeating: " ", count: max(0, 8 - time.count))
        let detail = TerminalText.escaped(step.detail)
        let head = "  \(mark) \(name) \(padding)\(time)"
        // 2 for the margin, 4 for the mark, 46 for the name, 8 for the time, and the blanks between them.
        let used = 65
        guard let width = context.output.terminal.width, used + TerminalText.width(of: detail) > width else {
            return head + "  \(detail)\n"
        }
        let indent = "       "
        let lines = TerminalText.wrapped(detail, to: max(20, width - indent.count))
        return head + "\n" + lines.map { indent + $0 + "\n" }.joined()
    }
}
