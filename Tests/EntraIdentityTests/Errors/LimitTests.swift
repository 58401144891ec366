import EntraIdentity
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Limits, identity H.51")
struct LimitTests {
    let time = ManualTimeSource(World.start)

    @Test(
        "H.51: deeply nested JSON of an authority is refused and does not exhaust the stack",
        arguments: ["[", #"{"a":"#])
    func deepJSONIsRefused(open: String) async throws {
        let depth = 100_000
        let body = String(repeating: open, count: depth)
        let transport = StubTransport([.json(.post, World.tokenPath, body)])
        let credential = ClientSecretCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            secret: Secret("s"))
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        }
        #expect(error?.code == .malformedResponse)
    }

    @Test("H.51: long texts of an authority are cut")
    func longTextsAreCut() async throws {
        let body = OAuthErrorBody(
            error: OAuthErrorCode(rawValue: String(repeating: "e", count: 5_000)),
            errorDescription: String(repeating: "x", count: 50_000), suberror: String(repeating: "s", count: 5_000))
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        let transport = StubTransport([.json(.post, World.tokenPath, status: 400, text)])
        let credential = ClientSecretCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            secret: Secret("s"))
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        }
        #expect(try #require(error).description.utf8.count < 2_500)
    }

    @Test("H.50: no part of a secret stays where a text is cut")
    func secretAtTheCutIsHidden() async throws {
        let canary = Canary.make("secret")
        let body = OAuthErrorBody(
            error: .invalidClient, errorDescription: String(repeating: "x", count: 1_990) + canary)
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        let transport = StubTransport([.json(.post, World.tokenPath, status: 401, text)])
        let credential = ClientSecretCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            secret: Secret(canary))
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        }
        #expect(error?.message.contains("CAN") == false)
    }
}
