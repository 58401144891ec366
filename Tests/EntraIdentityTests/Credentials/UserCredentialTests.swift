import EntraIdentity
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Synchronization
import Testing

@Suite("User name and password, identity B.3 and H.43")
struct UsernamePasswordCredentialTests {
    let time = ManualTimeSource(World.start)
    let request = TokenRequestContext(scopes: [World.scope])

    func credential(
        _ transport: any HTTPTransport, tenant: String = World.tenant, cache: TokenCache = TokenCache()
    ) throws -> UsernamePasswordCredential {
        try UsernamePasswordCredential(
            World.context(transport, time: time, cache: cache), authority: try World.authority(tenant),
            clientID: World.client, username: "ada@contoso.test", password: Secret(Canary.make("password")))
    }

    @Test("The seam's contract; H.57: one request for concurrent callers", arguments: TokenCredentialContract.allCases)
    func keepsTheContract(rule: TokenCredentialContract) async throws {
        let answer = try World.userAnswer()
        let transport = StubTransport([.json(.post, World.tokenPath, limit: nil, answer)])
        try await rule.check(credential(transport), request, time: time)
        #expect(transport.requests.count <= 1)
    }

    @Test func postsTheFormAndRemembersTheAccount() async throws {
        let answer = try World.userAnswer()
        try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
            let credential = try credential(transport)
            #expect(credential.account == nil)
            _ = try await credential.token(for: request)
            #expect(
                try transport.form(0) == [
                    "grant_type": "password", "client_id": World.client, "username": "ada@contoso.test",
                    "password": Canary.make("password"), "client_info": "1",
                    "scope": "\(World.scope) offline_access openid profile",
                ])
            #expect(credential.account?.homeAccountID == "\(World.user).\(World.tenant)")
            #expect(credential.account?.username == "ada@contoso.test")
        }
    }

    @Test func refreshTokenServesAfterTheEndAndForOtherAPIs() async throws {
        let answers = try [
            World.userAnswer("1"),
            World.userAnswer("2", refreshToken: "refresh-2", now: World.start.addingTimeInterval(3_600)),
            World.userAnswer(
                "3", now: World.start.addingTimeInterval(3_600), scope: "https://graph.microsoft.com/User.Read"),
        ]
        try await StubTransport.with(answers.map { .json(.post, World.tokenPath, $0) }) { transport in
            let credential = try credential(transport)
            _ = try await credential.token(for: request)
            time.advance(by: .seconds(3_600))
            _ = try await credential.token(for: request)
            #expect(try transport.form(1)["grant_type"] == "refresh_token")
            #expect(try transport.form(1)["refresh_token"] == "refresh-1")
            let graph = TokenRequestContext(scopes: [Scope(rawValue: "https://graph.microsoft.com/User.Read")])
            _ = try await credential.token(for: graph)
            #expect(try transport.form(2)["refresh_token"] == "refresh-2")
            _ = try await credential.token(for: graph)
        }
    }

    @Test func refusedRefreshTokenLeadsToANewSignInAndIsForgotten() async throws {
        let cache = TokenCache()
        let refused = try World.refusal(.grantRevoked)
        let answers = try [World.userAnswer("1"), World.userAnswer("2", now: World.start.addingTimeInterval(3_600))]
        try await StubTransport.with([
            .json(.post, World.tokenPath, answers[0]), .json(.post, World.tokenPath, status: 400, refused),
            .json(.post, World.tokenPath, answers[1]),
        ]) { transport in
            let credential = try credential(transport, cache: cache)
            _ = try await credential.token(for: request)
            time.advance(by: .seconds(3_600))
            _ = try await credential.token(for: request)
            let grants = try (0..<3).map { try transport.form($0)["grant_type"] }
            #expect(grants == ["password", "refresh_token", "password"])
        }
    }

    @Test("H.58: a refresh token is not posted again after an ambiguous failure")
    func ambiguousFailureOfRefreshIsNotRepeated() async throws {
        let answer = try World.userAnswer()
        try await StubTransport.with([
            .json(.post, World.tokenPath, answer), .failure(.post, World.tokenPath, .timeout),
        ]) { transport in
            let credential = try credential(transport)
            _ = try await credential.token(for: request)
            time.advance(by: .seconds(3_600))
            let error = await #expect(throws: AuthenticationError.self) { try await credential.token(for: request) }
            #expect(error?.category == .transient)
        }
    }

    @Test("H.50: a wrong password is in no error")
    func wrongPasswordIsHidden() async throws {
        let refused = try World.refusal(.passwordInvalid)
        try await StubTransport.with([.json(.post, World.tokenPath, status: 400, refused)]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport).token(for: request)
            }
            let failure = try #require(error)
            #expect(failure.aadsts == 50_126)
            #expect(Canary.leaks(in: failure).isEmpty)
        }
    }

    @Test(arguments: ["common", "consumers"])
    func sharedAddressesAreRefusedBeforehand(tenant: String) throws {
        let error = try #require(throws: AuthenticationError.self) {
            _ = try credential(StubTransport([]), tenant: tenant)
        }
        #expect(error.aadsts == 9_001_023)
    }

    @Test("H.35: an ID token of another client is refused, and nothing is kept")
    func foreignIDTokenIsRefused() async throws {
        var claims = World.idClaims()
        claims["aud"] = "another"
        let answer = """
            {"token_type":"Bearer","expires_in":3600,"access_token":"\(try World.accessToken())",\
            "id_token":"\(try World.token(claims))","refresh_token":"r"}
            """
        let cache = TokenCache()
        try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport, cache: cache).token(for: request)
            }
            #expect(error?.code == .untrustedResponse)
            let accounts = try await cache.accounts(cloud: World.cloud)
            #expect(accounts.isEmpty)
        }
    }

    @Test("Users do not share a sign-in, also with one cache and at the same time")
    func usersDoNotShareASignIn() async throws {
        let cache = TokenCache()
        let answers = ["ada", "bob"].map { name in
            StubTransport.Stub(name) { request in
                String(decoding: request.body ?? Data(), as: UTF8.self).contains("username=\(name)")
            } respond: { _ in
                .json(try World.appAnswer(name))
            }
        }
        try await StubTransport.with(answers) { transport in
            let context = World.context(transport, time: time, cache: cache)
            let authority = try World.authority()
            let request = request
            let tokens = try await ["ada", "bob"].concurrentMap(width: 2) { name in
                try await UsernamePasswordCredential(
                    context, authority: authority, clientID: World.client, username: name, password: Secret("p")
                ).token(for: request)
            }
            #expect(tokens.map { AccessTokenClaims(unvalidated: $0.token.reveal)?.tokenID } == ["ada", "bob"])
        }
    }

    @Test func answerWithoutAccountIsUsedButNotKept() async throws {
        let answer = try World.appAnswer()
        try await StubTransport.with([.json(.post, World.tokenPath, limit: 2, answer)]) { transport in
            let credential = try credential(transport)
            _ = try await credential.token(for: request)
            _ = try await credential.token(for: request)
        }
    }
}

@Suite("Device code, identity B.4 and H.41")
struct DeviceCodeCredentialTests {
    let time = ManualTimeSource(World.start)
    let request = TokenRequestContext(scopes: [World.scope])
    static let devicePath = "/\(World.tenant)/oauth2/v2.0/devicecode"

    static func begin(_ uri: String = "https://localhost:8443/device", interval: Int = 5) -> String {
        """
        {"user_code":"BCDFGHJKL","device_code":"\(Canary.make("device"))","verification_uri":"\(uri)",\
        "expires_in":900,"interval":\(interval),"message":"Go\\u001b[2J there"}
        """
    }

    func credential(
        _ transport: any HTTPTransport, shown: @escaping @Sendable (DeviceCodeCredential.Prompt) -> Void = { _ in }
    ) throws -> DeviceCodeCredential {
        DeviceCodeCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client
        ) { prompt in shown(prompt) }
    }

    @Test func showsTheCodeAndPollsAtTheInterval() async throws {
        let pending = try World.refusal(.authorizationPending)
        let answer = try World.userAnswer()
        let shown = Mutex<DeviceCodeCredential.Prompt?>(nil)
        try await StubTransport.with([
            .json(.post, Self.devicePath, Self.begin()), .json(.post, World.tokenPath, status: 400, limit: 2, pending),
            .json(.post, World.tokenPath, answer),
        ]) { transport in
            let credential = try credential(transport) { prompt in shown.withLock { $0 = prompt } }
            _ = try await credential.token(for: request)
            let prompt = try #require(shown.withLock { $0 })
            #expect(prompt.userCode == "BCDFGHJKL")
            #expect(prompt.message == "Go [2J there")
            #expect(prompt.expiresOn == World.start.addingTimeInterval(900))
            #expect(time.sleeps == [.seconds(5), .seconds(5), .seconds(5)])
            let form = try transport.form(1)
            #expect(form["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code")
            #expect(form["device_code"] == Canary.make("device"))
            #expect(credential.account?.username == "ada@contoso.test")
        }
    }

    @Test("H.41: slow_down is honoured")
    func slowDownIsHonoured() async throws {
        let slow = #"{"error":"slow_down"}"#
        let answer = try World.userAnswer()
        try await StubTransport.with([
            .json(.post, Self.devicePath, Self.begin()), .json(.post, World.tokenPath, status: 400, slow),
            .json(.post, World.tokenPath, answer),
        ]) { transport in
            _ = try await credential(transport).token(for: request)
            #expect(time.sleeps == [.seconds(5), .seconds(10)])
        }
    }

    @Test("H.41: polling stops at the end of the code")
    func stopsAtTheEnd() async throws {
        let pending = try World.refusal(.authorizationPending)
        let transport = StubTransport([
            .json(.post, Self.devicePath, Self.begin(interval: 100)),
            .json(.post, World.tokenPath, status: 400, limit: nil, pending),
        ])
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential(transport).token(for: request)
        }
        let failure = try #require(error)
        #expect(failure.code == .timedOut)
        #expect(transport.requests.count == 9)
        #expect(Canary.leaks(in: failure).isEmpty)
    }

    @Test("H.41: a page that is not https is never shown", arguments: ["http://evil.example", "javascript:x", ""])
    func otherPagesAreNotShown(uri: String) async throws {
        let wasShown = Mutex(false)
        try await StubTransport.with([.json(.post, Self.devicePath, Self.begin(uri))]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport) { _ in wasShown.withLock { $0 = true } }.token(for: request)
            }
            #expect(error?.code == .untrustedResponse)
            #expect(!wasShown.withLock { $0 })
        }
    }

    @Test(arguments: [#"{"error":"authorization_declined"}"#, #"{"error":"bad_verification_code"}"#])
    func refusalEndsThePolling(body: String) async throws {
        try await StubTransport.with([
            .json(.post, Self.devicePath, Self.begin()), .json(.post, World.tokenPath, status: 400, body),
        ]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport).token(for: request)
            }
            #expect(body.contains(error?.code.rawValue ?? "-"))
        }
    }

    @Test func lostConnectionSlowsThePollingDown() async throws {
        let answer = try World.userAnswer()
        try await StubTransport.with([
            .json(.post, Self.devicePath, Self.begin()), .failure(.post, World.tokenPath, .timeout),
            .json(.post, World.tokenPath, answer),
        ]) { transport in
            _ = try await credential(transport).token(for: request)
            #expect(time.sleeps == [.seconds(5), .seconds(10)])
        }
    }

    @Test("H.41: cancelling ends the polling")
    func cancellationEndsThePolling() async throws {
        let clock = ManualTimeSource(World.start, mode: .waiting)
        let transport = StubTransport([.json(.post, Self.devicePath, Self.begin())])
        let credential = DeviceCodeCredential(
            World.context(transport, time: clock), authority: try World.authority(), clientID: World.client
        ) { _ in }
        let request = request
        let task = Task { try await credential.token(for: request) }
        await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(transport.requests.count == 1)
    }
}

@Suite("Browser, RFC 8252; identity H.44 to H.46")
struct InteractiveBrowserCredentialTests {
    let time = ManualTimeSource(World.start, mode: .waiting)
    let browser = StubBrowser()
    let request = TokenRequestContext(scopes: [World.scope])

    func credential(
        _ transport: any HTTPTransport, mode: String = "query",
        requests: @escaping @Sendable (AuthorizationRequest) -> [LoopbackRequest]
    ) throws -> InteractiveBrowserCredential {
        InteractiveBrowserCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            receiver: StubReceiver(browser: browser, requests: requests), browser: browser,
            options: .init(signIn: .init(prompt: "select_account", responseMode: mode)))
    }

    /// A token endpoint whose ID token has the nonce of the request.
    func tokenStub() -> StubTransport.Stub {
        StubTransport.Stub("token") {
            $0.url.path() == World.tokenPath
        } respond: { [browser] _ in
            .json(try World.userAnswer(nonce: try browser.request().nonce))
        }
    }

    static func get(_ request: AuthorizationRequest, _ parameters: String) -> LoopbackRequest {
        LoopbackRequest(
            method: "GET", target: "/?\(parameters)&state=\(request.state ?? "")", host: "localhost:4711")
    }

    @Test func signsInAndRedeemsTheCode() async throws {
        try await StubTransport.with([tokenStub()]) { transport in
            let credential = try credential(transport) { [Self.get($0, "code=the-code")] }
            _ = try await credential.token(for: request)
            let asked = try browser.request()
            #expect(asked.redirectURI == "http://localhost:4711")
            #expect(asked.prompt == "select_account")
            let form = try transport.form(0)
            #expect(form["grant_type"] == "authorization_code")
            #expect(form["code"] == "the-code")
            #expect(form["redirect_uri"] == asked.redirectURI)
            #expect(asked.codeChallenge == ProofKey.challenge(of: form["code_verifier"] ?? ""))
            _ = try await credential.token(for: request)
            #expect(browser.opened.count == 1)
            #expect(credential.account != nil)
        }
    }

    @Test func takesAFormPost() async throws {
        try await StubTransport.with([tokenStub()]) { transport in
            let credential = try credential(transport, mode: "form_post") { request in
                [
                    LoopbackRequest(
                        method: "POST", target: "/", host: "localhost:4711",
                        contentType: "application/x-www-form-urlencoded",
                        body: Data("code=c&state=\(request.state ?? "")".utf8))
                ]
            }
            _ = try await credential.token(for: request)
            #expect(try browser.request().responseMode == "form_post")
        }
    }

    @Test("H.44: a wrong state does not end the wait")
    func wrongStateDoesNotEndTheWait() async throws {
        try await StubTransport.with([tokenStub()]) { transport in
            let credential = try credential(transport) { request in
                [
                    LoopbackRequest(method: "GET", target: "/?code=evil&state=wrong", host: "localhost:4711"),
                    Self.get(request, "code=the-code"),
                ]
            }
            _ = try await credential.token(for: request)
            #expect(try transport.form(0)["code"] == "the-code")
        }
    }

    @Test("H.46: only https addresses of the configured authority are opened")
    func onlyTheAuthorityIsOpened() async throws {
        try await StubTransport.with([tokenStub()]) { transport in
            _ = try await credential(transport) { [Self.get($0, "code=c")] }.token(for: request)
            let url = try #require(browser.opened.first)
            #expect(url.scheme == "https")
            #expect(url.host() == "localhost")
            #expect(url.port == 8_443)
        }
    }

    @Test func refusalOfThePersonIsTheError() async throws {
        try await StubTransport.with([]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport) { request in
                    [Self.get(request, "error=access_denied&error_subcode=cancel&error_description=AADSTS65004")]
                }.token(for: request)
            }
            #expect(error?.code == .accessDenied)
            #expect(error?.aadsts == 65_004)
        }
    }

    @Test("H.35: a nonce of another sign-in is refused")
    func foreignNonceIsRefused() async throws {
        let answer = try World.userAnswer(nonce: "another")
        try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport) { [Self.get($0, "code=c")] }.token(for: request)
            }
            #expect(error?.code == .untrustedResponse)
        }
    }

    @Test("A person is asked although somebody is in the cache")
    func personIsAskedAlthoughSomebodyIsInTheCache() async throws {
        let cache = TokenCache()
        let earlier = try World.userAnswer()
        try await StubTransport.with([.json(.post, World.tokenPath, earlier), tokenStub()]) { transport in
            let context = World.context(transport, time: time, cache: cache)
            _ = try await UsernamePasswordCredential(
                context, authority: try World.authority(), clientID: World.client, username: "ada@contoso.test",
                password: Secret("p")
            ).token(for: request)
            let credential = InteractiveBrowserCredential(
                context, authority: try World.authority(), clientID: World.client,
                receiver: StubReceiver(browser: browser) { [Self.get($0, "code=c")] }, browser: browser)
            _ = try await credential.token(for: request)
            #expect(browser.opened.count == 1)
        }
    }

    @Test("H.44: the wait has a limit")
    func waitEnds() async throws {
        let credential = try credential(StubTransport([])) { _ in [] }
        let request = request
        let task = Task { try await credential.token(for: request) }
        await time.waitForSleepers(1)
        time.advance(by: .seconds(300))
        let error = await #expect(throws: AuthenticationError.self) { try await task.value }
        #expect(error?.code == .timedOut)
    }

    @Test func codeIsNotPostedAgainAfterALostConnection() async throws {
        try await StubTransport.with([.failure(.post, World.tokenPath, .connectionLost)]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport) { [Self.get($0, "code=\(Canary.make("code"))")] }.token(for: request)
            }
            let failure = try #require(error)
            #expect(failure.code == .network)
            #expect(Canary.leaks(in: failure).isEmpty)
        }
    }
}

@Suite("Codes and cached accounts")
struct CodeAndCachedAccountTests {
    let time = ManualTimeSource(World.start)
    let request = TokenRequestContext(scopes: [World.scope])

    @Test func codeIsRedeemedOnceThenRefreshServes() async throws {
        let random = SeededRandomSource()
        let flow = AuthorizationCodeFlow(
            authority: try World.authority(), clientID: World.client, redirectURI: "https://app.example/back",
            scopes: [World.scope], random: random)
        let first = try World.userAnswer("1", nonce: flow.nonce.reveal)
        let second = try World.userAnswer("2", now: World.start.addingTimeInterval(3_600))
        try await StubTransport.with([
            .json(.post, World.tokenPath, first), .json(.post, World.tokenPath, second),
        ]) { transport in
            let credential = AuthorizationCodeCredential(
                World.context(transport, time: time), flow: flow, code: Secret("c"), secret: Secret("s"))
            _ = try await credential.token(for: request)
            #expect(try transport.form(0)["client_secret"] == "s")
            time.advance(by: .seconds(3_600))
            _ = try await credential.token(for: request)
            #expect(try transport.form(1)["grant_type"] == "refresh_token")
        }
    }

    @Test func cachedAccountServesWithoutAPerson() async throws {
        let cache = TokenCache()
        let answer = try World.userAnswer()
        try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
            let context = World.context(transport, time: time, cache: cache)
            let signIn = try UsernamePasswordCredential(
                context, authority: try World.authority(), clientID: World.client, username: "ada@contoso.test",
                password: Secret("p"))
            let token = try await signIn.token(for: request)
            let cached = CachedAccountCredential(
                context, authority: try World.authority("organizations"), clientID: World.client)
            #expect(try await cached.token(for: request).token == token.token)
            #expect(cached.account?.username == "ada@contoso.test")
        }
    }

    @Test func withoutSignInAPersonIsNeeded() async throws {
        try await StubTransport.with([]) { transport in
            let credential = CachedAccountCredential(
                World.context(transport, time: time), authority: try World.authority(), clientID: World.client)
            let error = await #expect(throws: AuthenticationError.self) { try await credential.token(for: request) }
            #expect(error?.code == .noCachedToken)
            #expect(error?.category == .interactionNeeded)
        }
    }
}
