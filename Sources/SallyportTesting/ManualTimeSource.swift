public import Foundation
public import ServiceCore
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualTimeSource: TimeSource {
    /// What a wait does.
    public enum Mode: Sendable, Hashable {
        /// It moves the clock by its length and goes on at once.
        case advancing
        /// It waits until the test moves the clock far enough.
        case waiting
    }

    private struct Sleeper {
        var end: Date
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Date
        var sleeps: [Duration] = []
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var lastNumber = 0
    }

    private let mode: Mode
    private let state: Mutex<State>

    /// Makes a clock.
    public init(_ now: Date = Date(timeIntervalSince1970: 1_800_000_000), mode: Mode = .advancing) {
        self.mode = mode
        state = Mutex(State(now: now))
    }

    /// The instant that the clock shows.
    public var now: Date { state.withLock { $0.now } }

    /// The lengths of all waits so far.
    public var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// Moves the clock and wakes those whose wait is over.
    public func advance(by duration: Duration) {
        let woken = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
            state.now += duration.inSeconds
            let due = state.sleepers.filter { $0.value.end <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Waits until so many callers sleep.
    public func waitForSleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Waits by the clock.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.sleeps.append(duration)
            if mode == .advancing { state.now += duration.inSeconds }
            state.lastNumber += 1
            return state.lastNumber
        }
        guard mode == .waiting else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isCancelled, watchers) = state.withLock { state in
                    if state.cancelled.remove(number) != nil {
                        return (true, [CheckedContinuation<Void, Never>]())
                    }
                    state.sleepers[number] = Sleeper(
                        end: state.now.addingTimeInterval(duration.inSeconds), continuation: continuation)
                    let count = state.sleepers.count
                    let ready = state.watchers.filter { $0.count <= count }.map(\.continuation)
                    state.watchers.removeAll { $0.count <= count }
                    return (false, ready)
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let sleeper = state.sleepers.removeValue(forKey: number) else {
                    state.cancelled.insert(number)
                    return nil
                }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
