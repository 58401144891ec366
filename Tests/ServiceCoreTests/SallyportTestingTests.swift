import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Doubles do what their comments say")
struct SallyportTestingTests {
    @Test func stubThatWasNeverCalledFails() async {
        await #expect(throws: StubTransport.Mismatch.self) {
            try await StubTransport.with([.json(.get, "/a", "{}")]) { _ in }
        }
    }

    @Test func requestWithoutStubFails() async throws {
        let url = try #require(URL(string: "https://example.com/x"))
        await #expect(throws: StubTransport.Mismatch.self) {
            try await StubTransport.with([]) { transport in
                _ = try await transport.send(ServiceRequest(url: url), timeout: .seconds(1))
            }
        }
    }

    @Test func sameSeedGivesTheSameBytes() {
        #expect(SeededRandomSource(seed: 5).bytes(40) == SeededRandomSource(seed: 5).bytes(40))
        #expect(SeededRandomSource(seed: 5).bytes(40) != SeededRandomSource(seed: 6).bytes(40))
        #expect(SystemRandomSource().bytes(16) != SystemRandomSource().bytes(16))
        #expect(SystemRandomSource().uuid().uuidString.dropFirst(14).first == "4")
    }

    @Test func waitingClockWakesSleepersWhenItIsMoved() async throws {
        let clock = ManualTimeSource(mode: .waiting)
        let task = Task { try await clock.sleep(for: .seconds(10)) }
        await clock.waitForSleepers(1)
        clock.advance(by: .seconds(10))
        try await task.value
        let cancelled = Task { try await clock.sleep(for: .seconds(10)) }
        await clock.waitForSleepers(1)
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
    }
}
