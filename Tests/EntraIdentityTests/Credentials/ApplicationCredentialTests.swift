import EntraIdentity
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Client secret, identity B.3")
struct ClientSecretCredentialTests {
    let time = ManualTimeSource(World.start)
    let request = TokenRequestContext(scopes: [World.scope])

    func credential(
        _ transport: any HTTPTransport, tenant: String = World.tenant, secret: String = "the-secret",
        cache: TokenCache = TokenCache(), capabilities: [String] = []
    ) throws -> ClientSecretCredential {
        ClientSecretCredential(
            World.context(transport, time: time, cache: cache, capabilities: capabilities),
            authority: try World.authority(tenant), clientID: World.client, secret: Secret(secret))
    }

    @Test("The seam's contract; H.57: one request for concurrent callers", arguments: TokenCredentialContract.allCases)
    func keepsTheContract(rule: TokenCredentialContract) async throws {
        let answer = try World.appAnswer()
        let transport = StubTransport([.json(.post, World.tokenPath, limit: nil, answer)])
        try await rule.check(credential(transport), request, time: time)
        #expect(transport.requests.count <= 1)
    }

    @Test func postsTheFormOfTheGrant() async throws {
        let answer = try World.appAnswer()
        try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
            let token = try await credential(transport).token(for: request)
            #expect(
                try transport.form(0) == [
                    "grant_type": "client_credentials", "client_id": World.client, "client_secret": "the-secret",
                    "scope": World.scope.rawValue,
                ])
            #expect(token.expiresOn == World.start.addingTimeInterval(3_600))
            #expect(token.tenantID == World.tenant)
            let sent = try #require(transport.requests.first)
            #expect(sent.headers[.contentType] == "application/x-www-form-urlencoded")
            #expect(sent.headers[.returnClientRequestID] == "true")
        }
    }

    @Test func tokenIsKeptUntilFiveMinutesBeforeItsEnd() async throws {
        let answers = try [World.appAnswer("1"), World.appAnswer("2")]
        try await StubTransport.with(answers.map { .json(.post, World.tokenPath, $0) }) { transport in
            let credential = try credential(transport)
            let first = try await credential.token(for: request)
            time.advance(by: .seconds(3_299))
            #expect(try await credential.token(for: request).token == first.token)
            time.advance(by: .seconds(1))
            #expect(try await credential.token(for: request).token != first.token)
        }
    }

    @Test func eachTenantHasItsOwnToken() async throws {
        let one = try World.appAnswer("1")
        let two =
            #"{"token_type":"Bearer","expires_in":3600,"access_token":"\#(try World.accessToken("2", tenant: World.otherTenant))"}"#
        try await StubTransport.with([
            .json(.post, World.tokenPath, one), .json(.post, "/\(World.otherTenant)/oauth2/v2.0/token", two),
        ]) { transport in
            let credential = try credential(transport)
            for _ in 0..<2 {
                let first = try await credential.token(for: request)
                let second = try await credential.token(
                    for: TokenRequestContext(scopes: [World.scope], tenantID: World.otherTenant))
                #expect(first.token != second.token)
                #expect(second.tenantID == World.otherTenant)
            }
        }
    }

    @Test("H.9: C compares the tenant of the token with the one asked, before keeping it")
    func tokenOfAnotherTenantIsRefused() async throws {
        let wrong =
            #"{"token_type":"Bearer","expires_in":3600,"access_token":"\#(try World.accessToken(tenant: World.otherTenant))"}"#
        try await StubTransport.with([.json(.post, World.tokenPath, limit: 2, wrong)]) { transport in
            let credential = try credential(transport)
            for _ in 0..<2 {
                let error = await #expect(throws: AuthenticationError.self) {
                    try await credential.token(for: request)
                }
                #expect(error?.code == .untrustedResponse)
            }
        }
    }

    @Test(arguments: [
        ["a/.default", "b/.default"], ["https://graph.microsoft.com/User.Read"], [],
    ])
    func onlyOneDefaultScopeIsAskedFor(scopes: [String]) async throws {
        try await StubTransport.with([]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport).token(
                    for: TokenRequestContext(scopes: Set(scopes.map { Scope(rawValue: $0) })))
            }
            #expect(error?.aadsts == 1_002_012)
        }
    }

    @Test(arguments: ["common", "organizations"])
    func aliasIsNoTenantForAnApplication(tenant: String) async throws {
        try await StubTransport.with([]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await credential(transport, tenant: tenant).token(for: request)
            }
            #expect(error?.aadsts == 50_059)
            #expect(error?.category == .configuration)
        }
    }

    @Test func claimsChallengePassesTheCacheAndIsMergedWithCapabilities() async throws {
        let answers = try [World.appAnswer("1"), World.appAnswer("2")]
        try await StubTransport.with(answers.map { .json(.post, World.tokenPath, $0) }) { transport in
            let credential = try credential(transport, capabilities: ["CP1"])
            _ = try await credential.token(for: request)
            let challenge = #"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#
            _ = try await credential.token(for: TokenRequestContext(scopes: [World.scope], claims: challenge))
            #expect(try transport.form(0)["claims"] == #"{"access_token":{"xms_cc":{"values":["CP1"]}}}"#)
            #expect(
                try transport.form(1)["claims"]
                    == #"{"access_token":{"nbf":{"essential":true,"value":"1"},"xms_cc":{"values":["CP1"]}}}"#)
        }
    }

    @Test func tokenThatIsDueIsRefreshedAndKeptWhenThatFails() async throws {
        let due = try World.appAnswer("1", expiresIn: 7_200, more: #","refresh_in":3600"#)
        let fresh = try World.appAnswer("2")
        try await StubTransport.with([
            .json(.post, World.tokenPath, due), .json(.post, World.tokenPath, status: 503, limit: 4, "{}"),
            .json(.post, World.tokenPath, fresh),
        ]) { transport in
            let credential = try credential(transport)
            let first = try await credential.token(for: request)
            time.advance(by: .seconds(3_600))
            #expect(try await credential.token(for: request).token == first.token)
            #expect(try await credential.token(for: request).token != first.token)
        }
    }

    @Test func domainIsResolvedOnce() async throws {
        let answer = try World.appAnswer()
        try await StubTransport.with([
            .json(.get, MetadataDiscoveryTests.path, MetadataDiscoveryTests.document()),
            .json(.post, "/contoso.test/oauth2/v2.0/token", answer),
        ]) { transport in
            let credential = try credential(transport, tenant: "contoso.test")
            _ = try await credential.token(for: request)
            #expect(try await credential.token(for: request).tenantID == World.tenant)
        }
    }
}

@Suite("Refusals of an authority")
struct TokenEndpointRefusalTests {
    let time = ManualTimeSource(World.start)

    func refusal(
        status: Int, _ body: String, headers: HTTPFields = [:], secret: String = "s", calls: Int = 1
    ) async throws -> AuthenticationError {
        let transport = StubTransport([
            .json(.post, World.tokenPath, status: status, headers: headers, limit: calls, body)
        ])
        let credential = ClientSecretCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            secret: Secret(secret))
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        }
        try transport.verify()
        return try #require(error)
    }

    @Test func carriesNumberRemedyTraceAndCorrelation() async throws {
        let trace = UUID()
        let correlation = UUID()
        let body = OAuthErrorBody(
            .clientSecretInvalid, message: "Not this one.", suberror: "x", claims: "{}", traceID: trace,
            correlationID: correlation, now: World.start, host: nil)
        let error = try await refusal(status: 401, String(decoding: try JSONEncoder().encode(body), as: UTF8.self))
        #expect(error.code == .invalidClient)
        #expect(error.aadsts == 7_000_215)
        #expect(error.message == "Not this one.")
        #expect(error.suberror == "x")
        #expect(error.claims == "{}")
        #expect(error.traceID == trace.uuidString.lowercased())
        #expect(error.correlationID == correlation)
        #expect(error.remedy == AADSTS.clientSecretInvalid.remedy)
        #expect(error.status == 401)
    }

    @Test(arguments: ["", "<html>blocked by proxy</html>", "[]", #"{"error":5}"#])
    func otherBodiesDoNotCrash(body: String) async throws {
        let error = try await refusal(status: 407, body)
        #expect(error.code == .malformedResponse)
        #expect(!error.message.contains("html"))
    }

    @Test(arguments: [
        "{}", "not json", #"{"access_token":"","expires_in":5}"#, #"{"access_token":"x","expires_in":0}"#,
        #"{"access_token":"x","expires_in":60,"token_type":"pop"}"#,
    ])
    func successWithoutTokenIsMalformed(body: String) async throws {
        #expect(try await refusal(status: 200, body).code == .malformedResponse)
    }

    @Test("H.51: answers over 1 MiB are refused")
    func hugeAnswerIsRefused() async throws {
        let error = try await refusal(status: 200, #"{"access_token":"\#(String(repeating: "x", count: 1_100_000))"}"#)
        #expect(error.code == .malformedResponse)
    }

    @Test("H.48: redirects from token endpoints are not followed")
    func redirectIsNotFollowed() async throws {
        let error = try await refusal(status: 307, "", headers: [.location: "https://evil.example/token"])
        #expect(error.code == .malformedResponse)
        #expect(error.status == 307)
    }

    @Test("H.47: control characters of the authority are removed")
    func controlCharactersAreRemoved() async throws {
        let text = #"{"error":"invalid_grant","error_description":"AADSTS70008: a\u001b]0;evil\u0007b\r\nTrace ID: t"}"#
        let error = try await refusal(status: 400, text)
        #expect(error.message == "a ]0;evil b")
    }

    @Test("H.50: a secret that the authority repeats is hidden")
    func repeatedSecretIsHidden() async throws {
        let canary = Canary.make("secret")
        let error = try await refusal(
            status: 401, #"{"error":"invalid_client","error_description":"AADSTS7000215: '\#(canary)' is wrong"}"#,
            secret: canary)
        #expect(error.message == "'<redacted>' is wrong")
        #expect(Canary.leaks(in: error).isEmpty)
    }

    @Test("H.58: throttling and failures of the service are retried with Retry-After")
    func throttlingIsRetried() async throws {
        let error = try await refusal(
            status: 429, try World.refusal(.tenantThrottled), headers: [.retryAfter: "7"], calls: 4)
        #expect(error.category == .transient)
        #expect(error.retryAfter == .seconds(7))
        #expect(time.sleeps == [.seconds(7), .seconds(7), .seconds(7)])
    }

    @Test func noAnswerIsANetworkError() async throws {
        let transport = StubTransport([.failure(.post, World.tokenPath, .tls)])
        let credential = ClientSecretCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            secret: Secret("s"))
        let error = await #expect(throws: AuthenticationError.self) {
            try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        }
        #expect(error?.code == .network)
        #expect(error?.remedy?.contains("certificate authority") == true)
    }
}

@Suite("Client certificate, identity B.2 and H.27")
struct ClientCertificateCredentialTests {
    let time = ManualTimeSource(World.start)
    static let material = Result { try TestCertificate() }

    func assertion(
        _ algorithm: ClientCertificate.Algorithm, sendsChain: Bool = false
    ) async throws -> (JSONWebToken, StubTransport) {
        let answer = try World.appAnswer()
        let transport = StubTransport([.json(.post, World.tokenPath, limit: nil, answer)])
        let credential = ClientCertificateCredential(
            World.context(transport, time: time), authority: try World.authority(), clientID: World.client,
            certificate: try ClientCertificate(pem: Self.material.get().pem), algorithm: algorithm,
            sendsChain: sendsChain)
        _ = try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
        let form = try transport.form(0)
        #expect(form["client_assertion_type"] == ClientAuthentication.jwtBearer)
        #expect(form["client_secret"] == nil)
        return (try JSONWebToken(parsing: try #require(form["client_assertion"])), transport)
    }

    struct Claims: Decodable, Equatable {
        var aud: String
        var iss: String
        var sub: String
        var jti: String
        var nbf: Int
        var iat: Int
        var exp: Int
    }

    @Test("H.27: audience is the endpoint posted to, life at most ten minutes, fresh jti")
    func claimsAreThoseOfTheSpecification() async throws {
        let (token, transport) = try await assertion(.ps256)
        let claims = try token.claims(as: Claims.self)
        #expect(claims.aud == transport.requests.first?.url.absoluteString)
        #expect(claims.aud == "https://localhost:8443\(World.tokenPath)")
        #expect(claims.iss == World.client)
        #expect(claims.sub == World.client)
        #expect(UUID(uuidString: claims.jti) != nil)
        #expect(claims.iat == 1_800_000_000)
        #expect(claims.nbf == claims.iat)
        #expect(claims.exp == claims.iat + 600)
    }

    @Test func ps256NamesTheSHA256Thumbprint() async throws {
        let (token, _) = try await assertion(.ps256)
        let certificate = try ClientCertificate(pem: Self.material.get().pem)
        #expect(token.header.algorithm == "PS256")
        #expect(token.header.thumbprintSHA256 == certificate.thumbprintSHA256)
        #expect(token.header.thumbprintSHA1 == nil)
        #expect(token.header.certificateChain == nil)
        #expect(try Self.material.get().isValid(token.signature, for: token.signingInput, isPSS: true))
    }

    @Test func rs256NamesTheSHA1Thumbprint() async throws {
        let (token, _) = try await assertion(.rs256, sendsChain: true)
        #expect(token.header.algorithm == "RS256")
        #expect(token.header.thumbprintSHA1 == (try ClientCertificate(pem: Self.material.get().pem)).thumbprintSHA1)
        #expect(token.header.thumbprintSHA256 == nil)
        // RFC 7515 §4.1.6: a list also for one.
        #expect(String(decoding: token.headerData, as: UTF8.self).contains(#""x5c":["#))
        #expect(token.header.certificateChain?.only == (try Self.material.get().certificateDER.base64EncodedString()))
        #expect(try Self.material.get().isValid(token.signature, for: token.signingInput, isPSS: false))
    }

    @Test func orderInTheFileDoesNotMatterAndTheOwnCertificateComesFirst() throws {
        let material = try Self.material.get()
        let other = try TestCertificate(commonName: "other")
        let pem = other.certificatePEM + "\n" + material.certificatePEM + "\n" + material.keyPEM
        let certificate = try ClientCertificate(pem: pem)
        #expect(certificate.chain == [material.certificateDER, other.certificateDER])
        #expect(certificate.certificate == material.certificateDER)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let material = try Self.material.get()
        let other = try TestCertificate(commonName: "other")
        let texts = [
            "", "no pem", material.keyPEM, material.certificatePEM, material.keyPEM + "\n" + other.certificatePEM,
            material.keyPEM + "\n" + other.keyPEM + "\n" + material.certificatePEM,
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + material.certificatePEM,
        ]
        for text in texts {
            let error = try #require(throws: AuthenticationError.self) { _ = try ClientCertificate(pem: text) }
            #expect(error.code == .invalidConfiguration)
            #expect(!error.description.contains("BEGIN"))
        }
    }

    @Test("H.27: a key file that others may read is refused", arguments: [0o644, 0o640, 0o604])
    func readableKeyFileIsRefused(mode: Int) throws {
        try TemporaryFolder.with { folder in
            let file = folder.appending(path: "key.pem")
            try Data(Self.material.get().pem.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path())
            let error = try #require(throws: AuthenticationError.self) { _ = try ClientCertificate(file: file) }
            #expect(error.message.contains("chmod 600"))
            _ = try ClientCertificate(file: file, allowsReadableByOthers: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
            _ = try ClientCertificate(file: file)
        }
    }

    @Test func missingFileIsNamed() throws {
        try TemporaryFolder.with { folder in
            let error = try #require(throws: AuthenticationError.self) {
                _ = try ClientCertificate(file: folder.appending(path: "none.pem"))
            }
            #expect(error.message.contains("none.pem"))
        }
    }

    @Test func nothingOfTheKeyIsPrinted() throws {
        let certificate = try ClientCertificate(pem: Self.material.get().pem)
        #expect("\(certificate)" == "certificate \(certificate.thumbprintSHA256)")
    }
}
