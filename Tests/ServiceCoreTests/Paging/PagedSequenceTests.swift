import Foundation
import ServiceCore
import Synchronization
import Testing

@Suite("Paging, principle 17")
struct PagedSequenceTests {
    final class Source: Sendable {
        let asked = Mutex<[String?]>([])
        let pages: [String?: Page<Int>]

        init(_ pages: [String?: Page<Int>]) { self.pages = pages }

        func sequence(startingAt token: String? = nil) -> PagedSequence<Int> {
            PagedSequence(startingAt: token.map(ContinuationToken.init(rawValue:))) { token in
                self.asked.withLock { $0.append(token?.rawValue) }
                guard let page = self.pages[token?.rawValue] else { throw APIError(code: .notFound, message: "none") }
                return page
            }
        }
    }

    static func token(_ text: String) -> ContinuationToken { ContinuationToken(rawValue: text) }

    let source = Source([
        nil: Page(elements: [1, 2], continuation: token("b")),
        "b": Page(elements: [], continuation: token("c")),
        "c": Page(elements: [3]),
    ])

    @Test func givesAllElementsInOrderAlsoAfterAnEmptyPage() async throws {
        var elements: [Int] = []
        for try await element in source.sequence() { elements.append(element) }
        #expect(elements == [1, 2, 3])
        #expect(source.asked.withLock { $0 } == [nil, "b", "c"])
    }

    @Test func canBeIteratedAgainAndAsksAgain() async throws {
        let sequence = source.sequence()
        for _ in 0..<2 {
            var count = 0
            for try await _ in sequence { count += 1 }
            #expect(count == 3)
        }
        #expect(source.asked.withLock { $0.count } == 6)
    }

    @Test func fetchesNothingAhead() async throws {
        var iterator = source.sequence().makeAsyncIterator()
        #expect(source.asked.withLock { $0.isEmpty })
        _ = try await iterator.next()
        _ = try await iterator.next()
        #expect(source.asked.withLock { $0 } == [nil])
    }

    @Test func goesOnAtAToken() async throws {
        var elements: [Int] = []
        for try await element in source.sequence(startingAt: "c") { elements.append(element) }
        #expect(elements == [3])
    }

    @Test func pagesCarryTheirContinuation() async throws {
        var tokens: [String?] = []
        for try await page in source.sequence().pages { tokens.append(page.continuation?.rawValue) }
        #expect(tokens == ["b", "c", nil])
    }

    @Test func repeatedTokenIsAnErrorAndNoEndlessLoop() async {
        let source = Source([
            nil: Page(elements: [1], continuation: Self.token("b")),
            "b": Page(elements: [2], continuation: Self.token("b")),
        ])
        let error = await #expect(throws: APIError.self) { for try await _ in source.sequence() {} }
        #expect(error?.code == .pagingStalled)
    }

    @Test(arguments: [
        ("https://api.example.com/api/incidents?$skip=50", true), ("/api/incidents?$skip=50", true),
        ("https://API.example.com:443/x", true), ("https://evil.example/x", false),
        ("http://api.example.com/x", false), ("https://api.example.com:8443/x", false),
        ("https://user@evil.example/x", false), ("//evil.example/x", false),
    ])
    func nextLinkStaysOnItsHost(text: String, isTaken: Bool) throws {
        let base = try #require(URL(string: "https://api.example.com/api/incidents"))
        if isTaken {
            #expect(try NextLink.url(text, sameOriginAs: base).scheme == "https")
        } else {
            let error = try #require(throws: APIError.self) { try NextLink.url(text, sameOriginAs: base) }
            #expect(error.code == .foreignNextLink)
        }
    }
}
