import SallyportTesting
import ServiceCore
import Synchronization
import Testing

@Suite("Single flight, principle 16 and identity H.57")
struct SingleFlightTests {
    /// Work that waits until the test lets it go.
    final class Gate: Sendable {
        private let state = Mutex<(calls: Int, waiting: [CheckedContinuation<Int, any Error>], cancelled: Int)>(
            (0, [], 0))

        var calls: Int { state.withLock { $0.calls } }
        var cancelled: Int { state.withLock { $0.cancelled } }

        func work() async throws -> Int {
            let number = state.withLock { state in
                state.calls += 1
                return state.calls
            }
            return try await withTaskCancellationHandler {
                _ = try await withCheckedThrowingContinuation { continuation in
                    state.withLock { $0.waiting.append(continuation) }
                }
                return number
            } onCancel: {
                let waiting = state.withLock { state in
                    state.cancelled += 1
                    defer { state.waiting = [] }
                    return state.waiting
                }
                for continuation in waiting { continuation.resume(throwing: CancellationError()) }
            }
        }

        func open(_ result: Result<Int, any Error> = .success(0)) {
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume(with: result) }
        }

        func waitUntilEntered(_ count: Int) async {
            while state.withLock({ $0.waiting.count }) < count { await Task.yield() }
        }
    }

    struct Failure: Error {}

    let flights = SingleFlight<String, Int>()
    let gate = Gate()

    func start(_ key: String = "a") -> Task<Int, any Error> {
        Task { try await flights.run(key) { try await gate.work() } }
    }

    func waitForWaiters(_ count: Int) async {
        while flights.waiterCount(for: "a") < count { await Task.yield() }
    }

    @Test func concurrentCallersShareOneWork() async throws {
        let tasks = (0..<5).map { _ in start() }
        await waitForWaiters(5)
        await gate.waitUntilEntered(1)
        gate.open()
        for task in tasks { #expect(try await task.value == 1) }
        #expect(gate.calls == 1)
    }

    @Test func nothingIsRememberedAfterwards() async throws {
        for number in 1...2 {
            let task = start()
            await gate.waitUntilEntered(1)
            gate.open()
            #expect(try await task.value == number)
        }
    }

    @Test func failureGoesToAllWhoWaitedAndIsForgotten() async throws {
        let tasks = [start(), start()]
        await waitForWaiters(2)
        await gate.waitUntilEntered(1)
        gate.open(.failure(Failure()))
        for task in tasks { await #expect(throws: Failure.self) { try await task.value } }
        let again = start()
        await gate.waitUntilEntered(1)
        gate.open()
        #expect(try await again.value == 2)
    }

    @Test func cancelledCallerLeavesAndTheOthersGoOn() async throws {
        let leaving = start()
        let staying = start()
        await waitForWaiters(2)
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        await gate.waitUntilEntered(1)
        #expect(gate.cancelled == 0)
        gate.open()
        #expect(try await staying.value == 1)
    }

    @Test func workIsCancelledWhenNobodyWaits() async throws {
        let task = start()
        await gate.waitUntilEntered(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        while gate.cancelled == 0 { await Task.yield() }
        let again = start()
        await gate.waitUntilEntered(1)
        gate.open()
        #expect(try await again.value == 2)
    }

    @Test func callerThatIsCancelledBeforehandStartsNothing() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await flights.run("a") { try await gate.work() }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(gate.calls == 0)
    }

    @Test func otherKeysHaveWorkOfTheirOwn() async throws {
        let tasks = [start("a"), start("b")]
        await gate.waitUntilEntered(2)
        gate.open()
        #expect(try await Set([tasks[0].value, tasks[1].value]) == [1, 2])
    }
}

@Suite("Bounded fan-out, principle 15")
struct ConcurrentMapTests {
    final class Meter: Sendable {
        let state = Mutex<(now: Int, peak: Int)>((0, 0))
        func enter() {
            state.withLock {
                $0.now += 1
                $0.peak = max($0.peak, $0.now)
            }
        }
        func leave() { state.withLock { $0.now -= 1 } }
    }

    @Test(arguments: [1, 3, 100])
    func keepsOrderAndWidth(width: Int) async throws {
        let meter = Meter()
        let outputs = try await (0..<20).concurrentMap(width: width) { number in
            meter.enter()
            defer { meter.leave() }
            await Task.yield()
            return number * 2
        }
        #expect(outputs == (0..<20).map { $0 * 2 })
        #expect(meter.state.withLock { $0.peak } <= width)
    }

    @Test func firstFailureIsThrown() async {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await (0..<9).concurrentMap(width: 2) { if $0 == 4 { throw Failure() } }
        }
    }
}
