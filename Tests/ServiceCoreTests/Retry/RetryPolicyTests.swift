import Foundation
import HTTPTypes
import ServiceCore
import Testing

@Suite("Retry, principle 18 and identity H.58")
struct RetryPolicyTests {
    typealias Row = (RetryPolicy.Outcome, HTTPRequest.Method, ServiceRequest.Repeatability, Bool)

    @Test(
        arguments: [
            (.response(status: 200, retryAfter: nil), .get, .byMethod, false),
            (.response(status: 400, retryAfter: nil), .get, .byMethod, false),
            (.response(status: 401, retryAfter: nil), .get, .byMethod, false),
            (.response(status: 404, retryAfter: .seconds(2)), .get, .byMethod, true),
            (.response(status: 408, retryAfter: nil), .get, .byMethod, true),
            (.response(status: 429, retryAfter: nil), .get, .byMethod, true),
            (.response(status: 500, retryAfter: nil), .get, .byMethod, true),
            (.response(status: 501, retryAfter: nil), .get, .byMethod, false),
            (.response(status: 302, retryAfter: .seconds(1)), .get, .byMethod, false),
            (.response(status: 429, retryAfter: nil), .post, .onlyIfRefused, true),
            (.response(status: 503, retryAfter: nil), .post, .onlyIfRefused, true),
            (.response(status: 500, retryAfter: nil), .post, .byMethod, false),
            (.response(status: 504, retryAfter: nil), .post, .safe, true),
            (.response(status: 504, retryAfter: nil), .post, .onlyIfRefused, false),
            (.response(status: 500, retryAfter: nil), .patch, .byMethod, false),
            (.failure(.timeout), .get, .byMethod, true),
            (.failure(.timeout), .post, .byMethod, false),
            (.failure(.connectionLost), .post, .onlyIfRefused, false),
            (.failure(.connect), .post, .onlyIfRefused, true),
            (.failure(.tls), .get, .byMethod, false),
            (.failure(.bodyTooLarge), .get, .safe, false),
        ] as [Row])
    func decidesByOutcomeAndRequest(
        outcome: RetryPolicy.Outcome, method: HTTPRequest.Method, repeatability: ServiceRequest.Repeatability,
        repeats: Bool
    ) {
        let decision = RetryPolicy.standard.decision(
            afterRetries: 0, outcome: outcome, method: method, repeatability: repeatability, jitter: 0)
        #expect((decision != .stop) == repeats)
    }

    @Test func stopsAfterThree() {
        let outcome = RetryPolicy.Outcome.response(status: 503, retryAfter: nil)
        let decisions = (0...4).map {
            RetryPolicy.standard.decision(
                afterRetries: $0, outcome: outcome, method: .get, repeatability: .byMethod, jitter: 0)
        }
        #expect(decisions.map { $0 == .stop } == [false, false, false, true, true])
    }

    @Test(arguments: [(0, 0.0, 400), (0, 1.0, 800), (1, 1.0, 1_600), (2, 0.5, 2_400), (20, 1.0, 60_000)])
    func backOffDoublesUpToTheCap(retries: Int, jitter: Double, milliseconds: Int) {
        let policy = RetryPolicy(maxRetries: 30)
        let decision = policy.decision(
            afterRetries: retries, outcome: .failure(.timeout), method: .get, repeatability: .byMethod, jitter: jitter)
        #expect(decision == .retry(after: .milliseconds(milliseconds)))
    }

    @Test func whatTheServiceAsksIsCappedAtAnHour() {
        let decision = RetryPolicy.standard.decision(
            afterRetries: 0, outcome: .response(status: 429, retryAfter: .seconds(90_000)), method: .get,
            repeatability: .byMethod, jitter: 0)
        #expect(decision == .retry(after: .seconds(3_600)))
    }
}

@Suite("Retry-After, RFC 9110 §10.2.3")
struct RetryAfterTests {
    static let now = ODataDateTime.parse("1994-11-06T08:49:00Z")

    @Test(arguments: [
        ("0", 0), ("120", 120), (" 7 ", 7), ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sat, 05 Nov 1994 08:49:37 GMT", 0),
    ])
    func readsBothForms(text: String, seconds: Int) throws {
        let wait = RetryAfter.parse([.retryAfter: text], now: try #require(Self.now))
        #expect(wait == .seconds(seconds))
    }

    @Test(arguments: ["", "soon", "-5", "1.5", "Sun, 06 Foo 1994 08:49:37 GMT", "06 Nov 1994"])
    func nonsenseAsksForNothing(text: String) throws {
        #expect(RetryAfter.parse([.retryAfter: text], now: try #require(Self.now)) == nil)
    }

    @Test func hugeNumberIsAVeryLongWait() throws {
        let now = try #require(Self.now)
        let wait = try #require(RetryAfter.parse([.retryAfter: "99999999999999999999"], now: now))
        #expect(wait > .seconds(3_600))
    }
}
