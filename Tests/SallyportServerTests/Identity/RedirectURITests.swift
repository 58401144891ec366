import HTTPTypes
import Testing

@testable import SallyportServer

@Suite("Redirect URIs, identity D.3, H.1–H.3")
struct RedirectURITests {
    @Test(arguments: [
        ("https://app.example/cb", "https://app.example/cb"), ("http://localhost", "http://localhost:8400"),
        ("http://localhost", "http://localhost:8400/"), ("http://localhost:1/cb", "http://localhost:2/cb"),
        ("http://127.0.0.1/cb", "http://127.0.0.1:7777/cb"), ("myapp://auth", "myapp://auth"),
        ("http://localhost/cb?x=1", "http://localhost:9/cb?x=1"),
    ])
    func matchesEqualTextAndAnyLoopbackPort(registered: String, requested: String) {
        #expect(RedirectURI.matches(requested, registered: registered))
    }

    @Test(arguments: [
        ("https://app.example/cb", "https://app.example/cb/"), ("https://app.example/cb", "https://app.example/cb?x=1"),
        ("https://app.example/cb", "https://app.example/CB"), ("https://app.example/cb", "https://app.example:444/cb"),
        ("https://app.example/cb", "http://app.example/cb"), ("https://app.example/cb", "https://app.example/x/../cb"),
        ("https://app.example/cb", "https://app.example/%63b"),
        ("https://app.example/cb", "https://app.example\\@evil.example/cb"),
        ("https://app.example/cb", "https://app.example@evil.example/cb"),
        ("https://app.example/cb", "https://app.example.evil.example/cb"),
        ("https://app.example/cb", "https://app.example/cb#x"),
        ("http://localhost", "http://localhost.evil.example"),
        ("http://localhost", "http://localhost:80@evil.example/"),
        ("http://localhost", "http://localhost:99999"), ("http://localhost", "http://localhost:"),
        ("http://localhost", "https://localhost"), ("http://localhost/cb", "http://localhost:1/cb2"),
        ("http://localhost", "http://127.0.0.1"), ("http://localhost", "http://localhost/other"),
        ("http://[::1]", "http://[::1]:80"), ("http://localhost", "http://LOCALHOST"),
    ])
    func matchesNothingElse(registered: String, requested: String) {
        #expect(!RedirectURI.matches(requested, registered: registered))
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x",
        "http://app.example/cb", "http://localhost.evil.example", "nonsense", "",
    ])
    func H3neverSendsAnythingTo(uri: String) {
        #expect(!RedirectURI.isSafe(uri))
    }

    @Test(arguments: [
        ("https://app.example", false, "https://app.example/?code=a%20b"),
        ("https://app.example/cb", false, "https://app.example/cb?code=a%20b"),
        ("https://app.example/cb?x=1", false, "https://app.example/cb?x=1&code=a%20b"),
        ("https://app.example", true, "https://app.example/#code=a%20b"),
        ("http://localhost:8400", false, "http://localhost:8400/?code=a%20b"),
        ("myapp://auth", false, "myapp://auth?code=a%20b"),
    ])
    func addsParametersAsTheServiceDoes(uri: String, inFragment: Bool, result: String) {
        #expect(RedirectURI.adding([("code", "a b")], to: uri, inFragment: inFragment) == result)
    }

    @Test(arguments: [
        ("https://app.example/cb", "https://app.example"), ("http://localhost:8400/x", "http://localhost:8400"),
        ("myapp://auth", "myapp:"),
    ])
    func hasAnOriginForTheContentSecurityPolicy(uri: String, origin: String) {
        #expect(RedirectURI.origin(of: uri) == origin)
    }
}

@Suite("Proof keys, identity B.1, H.4, H.5, RFC 7636")
struct CodeChallengeTests {
    // RFC 7636 appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test func acceptsTheVerifierOfTheStandardsExample() throws {
        let fields = FormFields(["code_challenge": Self.challenge, "code_challenge_method": "S256"])
        let challenge = try #require(try CodeChallenge.parse(fields, allowsPlain: false))
        #expect(challenge.accepts(Self.verifier))
        #expect(!challenge.accepts(Self.challenge))
        #expect(!challenge.accepts(Self.verifier + "A"))
        #expect(!challenge.accepts(""))
    }

    @Test func takesPlainOnlyWhereItIsAllowed() throws {
        let fields = FormFields(["code_challenge": Self.verifier])
        #expect(try CodeChallenge.parse(fields, allowsPlain: true)?.accepts(Self.verifier) == true)
        #expect(throws: IdentityFailure.self) { try CodeChallenge.parse(fields, allowsPlain: false) }
    }

    @Test(arguments: [
        ["code_challenge": "short"], ["code_challenge": String(repeating: "a", count: 129)],
        ["code_challenge": String(repeating: "+", count: 43)], ["code_challenge_method": "S256"],
        ["code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S512"],
    ])
    func refusesIllegalChallenges(fields: [String: String]) throws {
        let failure = try #require(throws: IdentityFailure.self) {
            try CodeChallenge.parse(FormFields(fields), allowsPlain: true)
        }
        #expect(failure.refusal == .malformedChallenge)
    }
}
