import Foundation
import SallyportTesting
import ServiceCore
import Testing

@testable import EntraIdentity

@Suite("Proof keys, RFC 7636; identity H.45")
struct ProofKeyTests {
    @Test func challengeIsThatOfTheStandard() {
        // RFC 7636 appendix B.
        #expect(
            ProofKey.challenge(of: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("H.45: state, nonce and verifier have at least 128 random bits each, and one use")
    func valuesAreLongAndDiffer() throws {
        let random = SeededRandomSource()
        let flows = try (0..<3).map { _ in
            AuthorizationCodeFlow(
                authority: try World.authority(), clientID: World.client, redirectURI: "http://localhost:1", scopes: [],
                random: random)
        }
        let values = flows.flatMap { [$0.state.reveal, $0.nonce.reveal, $0.proofKey.verifier.reveal] }
        #expect(Set(values).count == 9)
        #expect(values.allSatisfy { $0.utf8.count == 43 && ProofKey.isWellFormed($0) })
    }

    @Test(arguments: [42, 129])
    func otherLengthsAreNoVerifier(length: Int) {
        #expect(!ProofKey.isWellFormed(String(repeating: "a", count: length)))
        #expect(!ProofKey.isWellFormed(String(repeating: "=", count: 43)))
        #expect(ProofKey.isWellFormed(String(repeating: "~", count: 128)))
    }

    @Test(arguments: [("", "", true), ("a", "a", true), ("a", "b", false), ("a", "aa", false), ("", "a", false)])
    func comparisonIsRight(left: String, right: String, isEqual: Bool) {
        #expect(ConstantTime.equal(left, right) == isEqual)
    }
}

@Suite("Sign-in by code")
struct AuthorizationCodeFlowTests {
    func flow(_ tenant: String = World.tenant) throws -> AuthorizationCodeFlow {
        AuthorizationCodeFlow(
            authority: try World.authority(tenant), clientID: World.client, redirectURI: "http://localhost:4711",
            scopes: [World.scope], options: .init(prompt: "login", loginHint: "ada@contoso.test"),
            random: SeededRandomSource())
    }

    @Test func addressHoldsTheRequest() throws {
        let flow = try flow()
        let url = try flow.url()
        #expect(url.absoluteString.hasPrefix("https://localhost:8443/\(World.tenant)/oauth2/v2.0/authorize?"))
        let request = try AuthorizationRequest(parsing: url.query(percentEncoded: true) ?? "")
        #expect(request == flow.request)
        #expect(request.codeChallengeMethod == "S256")
        #expect(request.codeChallenge == flow.proofKey.challenge)
        #expect(request.scope == "\(World.scope) offline_access openid profile")
        #expect(request.prompt == "login")
    }

    @Test func codeIsTakenFromTheRightAnswerOnly() throws {
        let flow = try flow()
        let state = flow.state.reveal
        #expect(try flow.code(from: .init(code: Secret("c"), state: state)).reveal == "c")
        for answer in [
            AuthorizationResponse(code: Secret("c"), state: state + "x"), .init(code: Secret("c"), state: nil),
            .init(code: Secret("c"), state: state, issuer: "https://evil.example/\(World.tenant)/v2.0"),
        ] {
            let error = try #require(throws: AuthenticationError.self) { _ = try flow.code(from: answer) }
            #expect(error.code == .untrustedResponse)
        }
        let issuer = "https://localhost:8443/\(World.tenant)/v2.0"
        #expect(try flow.code(from: .init(code: Secret("c"), state: state, issuer: issuer)).reveal == "c")
    }

    @Test func refusalCarriesNumberAndRemedy() throws {
        let flow = try flow()
        let answer = AuthorizationResponse(
            state: flow.state.reveal, error: .accessDenied, errorDescription: "AADSTS65004: \u{1B}[2Jdeclined",
            errorSubcode: nil)
        let error = try #require(throws: AuthenticationError.self) { _ = try flow.code(from: answer) }
        #expect(error.aadsts == 65_004)
        #expect(error.remedy == AADSTS.consentDeclined.remedy)
        #expect(!error.message.contains("\u{1B}"))
        let cancelled = AuthorizationResponse(
            state: flow.state.reveal, error: .accessDenied, errorDescription: "x", errorSubcode: "cancel")
        let second = try #require(throws: AuthenticationError.self) { _ = try flow.code(from: cancelled) }
        #expect(second.message == "The sign-in was cancelled.")
    }

    @Test func nothingSecretIsPrinted() throws {
        let flow = try flow()
        var dumped = ""
        dump(flow, to: &dumped)
        for secret in [flow.state, flow.nonce, flow.proofKey.verifier] { #expect(!dumped.contains(secret.reveal)) }
    }
}

@Suite("Redirect to the loopback listener, identity H.44")
struct RedirectParserTests {
    let parser = RedirectParser(state: Secret("the-state"), path: "/", port: 4_711)

    func reply(
        _ method: String, _ target: String, host: String? = "localhost:4711", type: String? = nil, body: String = ""
    ) -> LoopbackReply<AuthorizationResponse> {
        parser.reply(
            to: LoopbackRequest(method: method, target: target, host: host, contentType: type, body: Data(body.utf8)))
    }

    @Test(arguments: ["localhost:4711", "127.0.0.1:4711", "[::1]:4711", "LOCALHOST:4711"])
    func answerInTheQueryIsTaken(host: String) {
        let reply = reply("GET", "/?code=c&state=the-state", host: host)
        #expect(reply.status == 200)
        #expect(reply.outcome?.code?.reveal == "c")
    }

    @Test(arguments: ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8"])
    func answerInTheFormIsTaken(type: String) {
        let reply = reply("POST", "/", type: type, body: "code=c&state=the-state&session_state=x")
        #expect(reply.outcome?.code?.reveal == "c")
    }

    @Test func refusalIsAnAnswerToo() {
        let reply = reply("GET", "/?error=access_denied&state=the-state")
        #expect(reply.outcome?.error == .accessDenied)
        #expect(reply.page == RedirectParser.failurePage)
    }

    @Test(
        "A wrong request is refused and does not end the wait",
        arguments: [
            ("GET", "/?code=c&state=wrong", "localhost:4711", 400), ("GET", "/?code=c", "localhost:4711", 400),
            ("GET", "/", "localhost:4711", 400), ("GET", "/favicon.ico", "localhost:4711", 404),
            ("GET", "/other?code=c&state=the-state", "localhost:4711", 404),
            ("GET", "/?code=c&state=the-state", "evil.example", 400),
            ("GET", "/?code=c&state=the-state", "localhost", 400),
            ("GET", "/?code=c&state=the-state", "localhost:4712", 400),
            ("PUT", "/?code=c&state=the-state", "localhost:4711", 405),
            ("POST", "/", "localhost:4711", 415), ("GET", "/?state=the-state", "localhost:4711", 400),
            ("GET", "/?code=a&code=b&state=the-state", "localhost:4711", 400), ("GET", "/?%zz", "localhost:4711", 400),
        ])
    func wrongRequestsGoOn(method: String, target: String, host: String, status: Int) {
        let reply = reply(method, target, host: host)
        #expect(reply.status == status)
        #expect(reply.outcome == nil)
    }

    @Test func requestWithoutHostIsRefused() {
        #expect(reply("GET", "/?code=c&state=the-state", host: nil).outcome == nil)
    }

    @Test("Pages are static: nothing of the request is in them")
    func pagesReflectNothing() {
        for target in ["/?code=CANARY-1&state=the-state", "/?error=CANARY-2&state=the-state", "/CANARY-3"] {
            #expect(!reply("GET", target).page.contains("CANARY"))
        }
    }
}

@Suite("Polling for a device code, RFC 8628 §3.5; identity H.41")
struct DeviceCodePollingTests {
    func polling(interval: Int = 5, expiresIn: Int = 900) -> DeviceCodePolling {
        DeviceCodePolling(interval: interval, expiresIn: expiresIn, now: World.start)
    }

    func after(_ seconds: Int) -> Date { World.start.addingTimeInterval(TimeInterval(seconds)) }

    @Test func waitsThenPollsThenWaits() {
        var polling = polling()
        #expect(polling.next(.ready, now: World.start) == .wait(.seconds(5)))
        #expect(polling.next(.ready, now: after(5)) == .poll)
        #expect(polling.next(.refused(.authorizationPending), now: after(5)) == .wait(.seconds(5)))
        #expect(polling.next(.ready, now: after(10)) == .poll)
        #expect(polling.next(.issued, now: after(10)) == .finish)
    }

    @Test("H.41: slow_down adds five seconds for good")
    func slowDownAddsFiveSeconds() {
        var polling = polling()
        _ = polling.next(.ready, now: World.start)
        #expect(polling.next(.refused(.slowDown), now: after(5)) == .wait(.seconds(10)))
        #expect(polling.next(.refused(.slowDown), now: after(15)) == .wait(.seconds(15)))
        #expect(polling.next(.refused(.authorizationPending), now: after(30)) == .wait(.seconds(15)))
    }

    @Test(
        "H.41: polling stops when the code has ended",
        arguments: [
            DeviceCodePolling.Event.ready, .refused(.authorizationPending), .refused(.slowDown),
            .unanswered(retryAfter: nil), .refused(.expiredToken),
        ])
    func stopsAtTheEnd(event: DeviceCodePolling.Event) {
        var polling = polling(expiresIn: 900)
        #expect(polling.next(event, now: after(900)) == .expire)
    }

    @Test(arguments: [OAuthErrorCode.authorizationDeclined, .accessDenied, .badVerificationCode, .invalidClient])
    func otherRefusalsStop(code: OAuthErrorCode) {
        var polling = polling()
        #expect(polling.next(.refused(code), now: after(5)) == .stop)
    }

    @Test func missingAnswersDoubleTheInterval() {
        var polling = polling()
        #expect(polling.next(.unanswered(retryAfter: nil), now: after(5)) == .wait(.seconds(10)))
        #expect(polling.next(.unanswered(retryAfter: .seconds(60)), now: after(15)) == .wait(.seconds(60)))
    }

    @Test(arguments: [0, -7])
    func intervalIsAtLeastASecond(interval: Int) {
        var polling = polling(interval: interval)
        #expect(polling.next(.ready, now: World.start) == .wait(.seconds(1)))
    }

    @Test func expiredTokenEndsWithoutWaiting() {
        var polling = polling()
        #expect(polling.next(.refused(.expiredToken), now: World.start) == .expire)
    }
}

@Suite("The parameter claims, OpenID Connect §5.5")
struct ClaimsRequestTests {
    @Test func nothingToSayIsNothing() throws {
        #expect(try ClaimsRequest.merged(capabilities: [], challenge: nil) == nil)
    }

    @Test func challengeKeepsWhatCapabilitiesDoNotTouch() throws {
        let merged = try ClaimsRequest.merged(
            capabilities: ["CP1"], challenge: #"{"id_token":{"x":null},"access_token":{"acrs":{"value":"c1"}}}"#)
        #expect(
            merged == #"{"access_token":{"acrs":{"value":"c1"},"xms_cc":{"values":["CP1"]}},"id_token":{"x":null}}"#)
    }

    @Test(arguments: ["", "[]", "nonsense"])
    func challengeThatIsNoObjectIsRefused(text: String) {
        #expect(throws: AuthenticationError.self) { try ClaimsRequest.merged(capabilities: [], challenge: text) }
    }
}
