import KQL
import Synchronization
import Testing

@testable import KQLEngine

@Suite("What external data gave is kept for a while")
struct ExternalCacheTests {
    private final class Clock: Sendable {
        private let time = Mutex(Duration.zero)
        var elapsed: Duration { time.withLock { $0 } }
        func advance(_ length: Duration) { time.withLock { $0 += length } }
    }

    private final class CountingShelf: ExternalFetcher {
        private let calls = Mutex<[String]>([])
        var asked: [String] { calls.withLock { $0 } }

        func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8] {
            calls.withLock { $0.append(address) }
            return Array("1\n2\n".utf8)
        }
    }

    private func relations(_ external: ExternalData, _ addresses: String...) async throws -> Int {
        let list = addresses.map { "'\($0)'" }.joined(separator: ", ")
        let query = try KQLCompiler(schema: SchemaCatalog()).compile(
            "externaldata (n: long) [\(list)]", options: CompileOptions(now: 0))
        return try await external.relations(of: query.externalSources).reduce(0) {
            $0 + $1.batches.reduce(0) { $0 + $1.rowCount }
        }
    }

    @Test func anAddressIsAskedOnceUntilItsTimeIsOver() async throws {
        let clock = Clock()
        let shelf = CountingShelf()
        var external = ExternalData(policy: .allow(hosts: []), fetcher: shelf)
        external.cache = ExternalCache(lifetime: .seconds(10), elapsed: { clock.elapsed })
        #expect(try await relations(external, "https://a.example/1") == 2)
        #expect(try await relations(external, "https://a.example/1", "https://a.example/2") == 4)
        #expect(shelf.asked == ["https://a.example/1", "https://a.example/2"])
        clock.advance(.seconds(11))
        #expect(try await relations(external, "https://a.example/1") == 2)
        #expect(shelf.asked.count == 3)
    }

    @Test func whatIsNotAllowedIsNotReadFromTheCacheEither() async throws {
        var external = ExternalData(policy: .allow(hosts: []), fetcher: CountingShelf())
        external.cache = ExternalCache()
        _ = try await relations(external, "https://a.example/1")
        external.policy = .allow(hosts: ["b.example"])
        await #expect(throws: HuntingError.self) { _ = try await relations(external, "https://a.example/1") }
    }

    @Test func whatCameFirstGoesFirst() {
        let cache = ExternalCache(capacity: 10)
        for name in ["a", "b", "c"] { cache.keep([0, 0, 0, 0], of: name) }
        #expect(cache.bytes(of: "a") == nil)
        #expect(cache.bytes(of: "b")?.count == 4 && cache.bytes(of: "c")?.count == 4)
        cache.keep(Array(repeating: 0, count: 11), of: "c")
        #expect(cache.bytes(of: "c") == nil)
        #expect(cache.bytes(of: "b")?.count == 4)
    }
}
