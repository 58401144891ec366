import EntraIdentity
import Foundation
import HTTPTypes
import Logging
import SallyportTesting
import ServiceCore
import Testing

@Suite("No secret comes out, identity H.50")
struct CanaryTests {
    let time = ManualTimeSource(World.start)
    let request = TokenRequestContext(scopes: [World.scope])

    /// The answer of an authority that repeats everything it was sent.
    static func echo(_ status: Int) -> StubTransport.Stub {
        StubTransport.Stub("echo", limit: nil) {
            $0.method == .post
        } respond: { request in
            let text = FormEncoding.decode(String(decoding: request.body ?? Data(), as: UTF8.self)) ?? []
            let body = OAuthErrorBody(
                error: .invalidGrant,
                errorDescription: "AADSTS70000: got " + text.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
            return ServiceResponse(status: .init(code: status), body: try JSONEncoder().encode(body))
        }
    }

    func credentials(_ context: IdentityContext) throws -> [any TokenCredential] {
        let authority = try World.authority()
        let flow = AuthorizationCodeFlow(
            authority: authority, clientID: World.client, redirectURI: "http://localhost", scopes: [World.scope],
            random: context.random)
        return [
            ClientSecretCredential(
                context, authority: authority, clientID: World.client, secret: Secret(Canary.make("secret"))),
            try UsernamePasswordCredential(
                context, authority: authority, clientID: World.client, username: "ada@contoso.test",
                password: Secret(Canary.make("password")), secret: Secret(Canary.make("other"))),
            AuthorizationCodeCredential(
                context, flow: flow, code: Secret(Canary.make("code")), secret: Secret(Canary.make("third"))),
        ]
    }

    @Test(arguments: [0, 1, 2], [400, 401, 500])
    func errorsHideWhatTheAuthorityRepeats(index: Int, status: Int) async throws {
        let transport = StubTransport([Self.echo(status)])
        let credential = try credentials(World.context(transport, time: time))[index]
        let error = await #expect(throws: AuthenticationError.self) { try await credential.token(for: request) }
        let failure = try #require(error)
        #expect(failure.message.contains("<redacted>"))
        #expect(Canary.leaks(in: failure).isEmpty)
        #expect(Canary.leaks(in: credential).isEmpty)
    }

    @Test func logLinesAtEveryLevelHoldNone() async throws {
        let lines = RecordingLogHandler.Lines()
        let access = try World.token(["aud": Canary.make("claim"), "tid": World.tenant])
        let answer = """
            {"token_type":"Bearer","expires_in":3600,"access_token":"\(access)","refresh_token":"\(Canary.make("refresh"))",\
            "client_info":"\(ClientInfo(uid: World.user, utid: World.tenant).encoded)"}
            """
        let refused = try World.refusal(.grantRevoked)
        let transport = StubTransport([
            .json(.post, World.tokenPath, status: 503, "{}"), .json(.post, World.tokenPath, answer),
            .json(.post, World.tokenPath, status: 400, refused), .json(.post, World.tokenPath, limit: nil, answer),
        ])
        let credential = try credentials(World.context(transport, time: time))[1]
        try await withLogger(logLevel: .trace, handler: RecordingLogHandler(lines: lines)) { _ in
            _ = try await credential.token(for: request)
            _ = try await credential.token(for: request)
            time.advance(by: .seconds(3_600))
            _ = try await credential.token(for: request)
        }
        #expect(lines.all.count >= 3)
        #expect(!lines.all.contains { $0.contains("CANARY") || $0.contains(access) })
    }
}
