import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Secrets print nothing, identity H.50")
struct SecretTests {
    struct Holder {
        var secret: Secret
        var optional: Secret?
        var list: [Secret]
    }

    @Test func noViewShowsTheText() {
        let canary = Canary.make("secret")
        let holder = Holder(secret: Secret(canary), optional: Secret(canary), list: [Secret(canary)])
        #expect(Canary.leaks(in: holder).isEmpty)
        #expect("\(Secret(canary))" == "<redacted>")
        #expect(Secret(canary).reveal == canary)
    }

    @Test func leakIsSeenWhenThereIsOne() { #expect(!Canary.leaks(in: Canary.make("plain")).isEmpty) }

    @Test func tokenInItsTypesIsHidden() {
        let token = AccessToken(token: Secret(Canary.make("token")), expiresOn: Date(timeIntervalSince1970: 0))
        #expect(Canary.leaks(in: token).isEmpty)
        #expect(Canary.leaks(in: FixedTokenCredential(token)).isEmpty)
    }

    @Test func headersLoseCredentialsAndSessionsOnly() throws {
        var headers = HTTPFields()
        headers[.authorization] = "Bearer " + Canary.make("bearer")
        headers[.cookie] = Canary.make("cookie")
        headers.append(HTTPField(name: .setCookie, value: Canary.make("set")))
        headers[.accept] = "application/json"
        let redacted = HeaderRedaction.redacted(headers)
        #expect(redacted.count == headers.count)
        #expect(redacted[.accept] == "application/json")
        #expect(!redacted.contains { $0.value.contains("CANARY") })
    }

    @Test func requestShowsNoQueryAndNoBody() throws {
        let url = try #require(URL(string: "https://example.com/a?code=\(Canary.make("query"))"))
        let request = ServiceRequest(method: .post, url: url, body: Data(Canary.make("body").utf8))
        #expect(request.description == "POST example.com/a")
    }
}

@Suite("Text from outside, identity H.47")
struct DisplayTextTests {
    @Test(arguments: [
        ("plain – text", "plain – text"), ("a\u{1B}[31mred", "a [31mred"), ("a\r\nb\tc", "a b c"),
        ("a\u{202E}b\u{200B}c", "abc"), ("\u{9B}2J", " 2J"), ("x\u{7F}y", "x y"),
    ])
    func losesWhatDrivesATerminal(text: String, shown: String) { #expect(DisplayText.clean(text) == shown) }

    @Test func endsAtTheLimit() { #expect(DisplayText.clean("abcdef", limit: 3) == "abc…") }
}
