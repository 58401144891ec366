import Foundation
import Testing

@testable import SallyportCLI

@Suite("The report of quickstart, issue 2")
struct StepRecorderTests {
    private func report(_ streams: CapturedStreams) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(streams.data.utf8)) as? [String: Any])
    }

    @Test func aFailedStepEndsItsContextAndNoOther() async throws {
        var test = TestContext()
        test.environment = ["SALLY_OUTPUT": "json"]
        let context = try test.make()
        let recorder = StepRecorder(context: context)
        try await recorder.context("application") {
            let value = try await recorder.step("one") { (41 + 1, "made 42") }
            #expect(value == 42)
            try await recorder.step("two") { () async throws -> (Void, String) in
                throw CommandError(.checkFailed, what: "w", why: "y", remedy: "r")
            }
            Issue.record("A step after a failed one ran.")
        }
        try await recorder.context("user") { try await recorder.step("three") { ((), "done") } }
        let result = recorder.result
        #expect(!result.ok)
        #expect(result.contexts.map(\.name) == ["application", "user"])
        #expect(result.contexts.first?.steps.map(\.ok) == [true, false])
        #expect(result.contexts.first?.steps.last?.detail == "w – y – r")
        try context.output.one(result, fields: [])
        let json = try report(test.streams)
        #expect(Set(json.keys) == ["contexts", "ok"])
        #expect(json["ok"] as? Bool == false)
        let contexts = try #require(json["contexts"] as? [[String: Any]])
        let steps = try #require(contexts.first?["steps"] as? [[String: Any]])
        #expect(Set(steps.first?.keys.map { $0 } ?? []) == ["name", "ok", "ms", "detail"])
    }

    @Test func onATerminalEachStepIsALineWhenItIsDone() async throws {
        let test = TestContext()
        let context = try test.make()
        let recorder = StepRecorder(context: context)
        try await recorder.context("application") {
            try await recorder.step("register") { ((), "name \u{1B}[31mred") }
            #expect(test.streams.data.contains("ok   register"))
        }
        #expect(test.streams.data.contains("name \\u{1b}[31mred"))
        #expect(QuickstartCommand.summary(of: recorder.result).contains("All 1 steps of 1 contexts are ok"))
        #expect(recorder.result.ok)
    }

    @Test func nothingDoneIsNotOk() {
        #expect(!QuickstartReport().ok)
        #expect(!QuickstartReport(contexts: [.init(name: "user")]).ok)
    }
}

@Suite("Ctrl-C ends a command with 130")
struct InterruptionTests {
    @Test func theFirstSignalCancelsTheCommand() async {
        let signals = Signals()
        let status = await Interruption.run(signals: signals) {
            signals.deliver(2)
            do {
                try Task.checkCancellation()
                // The cancellation may take a moment to arrive from the handler.
                while !Task.isCancelled { await Task.yield() }
                return .interrupted
            } catch {
                return .interrupted
            }
        }
        #expect(status == .interrupted)
    }

    @Test func aTerminationIs143() async {
        let signals = Signals()
        let status = await Interruption.run(signals: signals) {
            signals.deliver(15)
            while !Task.isCancelled { await Task.yield() }
            return Failure(CancellationError()).status
        }
        #expect(status.rawValue == 143)
    }

    @Test func theNewestHandlerGetsTheSignal() async {
        let signals = Signals()
        let (numbers, feed) = AsyncStream<Int32>.makeStream()
        let status = await Interruption.run(signals: signals) {
            await signals.withHandler({ feed.yield($0) }) { signals.deliver(2) }
            feed.finish()
            return Task.isCancelled ? .interrupted : .ok
        }
        var got: [Int32] = []
        for await number in numbers { got.append(number) }
        #expect(status == .ok)
        #expect(got == [2])
    }
}
