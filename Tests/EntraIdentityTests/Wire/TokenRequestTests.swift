import EntraIdentity
import Foundation
import SallyportTesting
import ServiceCore
import Testing

@Suite("Token requests, identity B.2 and B.3")
struct TokenRequestTests {
    static func samples() -> [TokenRequest] {
        var code = TokenRequest(
            grantType: .authorizationCode, clientID: World.client, scope: "openid", wantsClientInfo: true)
        code.code = Secret("c0de +/=&")
        code.redirectURI = "http://localhost:1234/?a=b"
        code.codeVerifier = Secret("verifier")
        var refresh = TokenRequest(grantType: .refreshToken, clientID: World.client)
        refresh.refreshToken = Secret("refresh")
        var device = TokenRequest(grantType: .deviceCode, clientID: World.client)
        device.deviceCode = Secret("device")
        var password = TokenRequest(grantType: .password, clientID: World.client, resource: "https://api.example")
        password.username = "ada@contoso.test"
        password.password = Secret(#"pä"ss wörd'\"#)
        var behalf = TokenRequest(grantType: .jwtBearer, clientID: World.client, claims: #"{"a":1}"#)
        behalf.assertion = Secret("user token")
        behalf.requestedTokenUse = "on_behalf_of"
        let secret = TokenRequest(
            grantType: .clientCredentials, clientID: World.client, authentication: .secretPost(Secret("~s+e%c")),
            scope: "x/.default")
        let assertion = TokenRequest(
            grantType: .clientCredentials, clientID: World.client,
            authentication: .assertion(type: ClientAuthentication.jwtBearer, Secret("a.b.c")))
        return [code, refresh, device, password, behalf, secret, assertion]
    }

    @Test(arguments: samples())
    func printedRequestIsTheSameRequest(request: TokenRequest) throws {
        let body = Data(FormEncoding.encode(request.fields).utf8)
        #expect(try TokenRequest(parsing: body) == request)
    }

    @Test(arguments: [":", "a:b", "ü &=%+", "plain"])
    func basicAuthenticationIsFormEncodedOnBothSides(secret: String) throws {
        let request = TokenRequest(
            grantType: .clientCredentials, clientID: World.client, authentication: .secretBasic(Secret(secret)))
        let body = Data(FormEncoding.encode(request.fields).utf8)
        #expect(!String(decoding: body, as: UTF8.self).contains("client_secret"))
        #expect(try TokenRequest(parsing: body, authorization: request.authorizationHeader) == request)
    }

    @Test func clientIDMayComeFromTheHeaderAlone() throws {
        let header = "Basic " + Data("\(World.client):s".utf8).base64EncodedString()
        let request = try TokenRequest(parsing: Data("grant_type=client_credentials".utf8), authorization: header)
        #expect(request.clientID == World.client)
    }

    @Test(arguments: [
        "grant_type=password&username=a&username=b", "grant_type=x&grant_type=x", "grant_type=%zz",
        "grant_type=client_credentials&client_secret=a&client_assertion=b",
    ])
    func whatCannotBeReadIsAnInvalidRequest(text: String) throws {
        let error = try #require(throws: AuthenticationError.self) { try TokenRequest(parsing: Data(text.utf8)) }
        #expect(error.code == .invalidRequest)
    }

    @Test(arguments: ["", "client_id=a", "grant_type="])
    func missingGrantTypeIsNamed(text: String) throws {
        let error = try #require(throws: AuthenticationError.self) { try TokenRequest(parsing: Data(text.utf8)) }
        #expect(error.aadsts == 900_144)
        #expect(error.message.contains("grant_type"))
    }

    @Test func twoWaysOfAuthenticationAreRefused() throws {
        let header = "Basic " + Data("a:b".utf8).base64EncodedString()
        let body = Data("grant_type=client_credentials&client_id=a&client_secret=c".utf8)
        #expect(throws: AuthenticationError.self) { try TokenRequest(parsing: body, authorization: header) }
        let other = Data("grant_type=client_credentials&client_id=z".utf8)
        #expect(throws: AuthenticationError.self) { try TokenRequest(parsing: other, authorization: header) }
    }

    @Test func byteOrderMarkIsIgnoredAndSpacesBelongToTheValue() throws {
        let body = Data("\u{FEFF}grant_type=password&password=+a+&scope='x'".utf8)
        let request = try TokenRequest(parsing: body)
        #expect(request.password?.reveal == " a ")
        #expect(request.scope == "'x'")
    }

    @Test func sizeAndCountAreLimited() {
        let many = (0...ParameterList.maximumCount).map { "p\($0)=1" }.joined(separator: "&")
        #expect(throws: AuthenticationError.self) { try TokenRequest(parsing: Data(("grant_type=x&" + many).utf8)) }
        let large = Data(("grant_type=" + String(repeating: "x", count: ParameterList.maximumBytes)).utf8)
        #expect(throws: AuthenticationError.self) { try TokenRequest(parsing: large) }
    }

    @Test func nothingSecretIsPrinted() {
        var request = TokenRequest(
            grantType: .password, clientID: "c", authentication: .secretPost(Secret(Canary.make("secret"))))
        request.password = Secret(Canary.make("password"))
        request.code = Secret(Canary.make("code"))
        #expect(Canary.leaks(in: request).isEmpty)
    }
}

@Suite("Token answers, identity B.2 and B.7")
struct TokenResponseTests {
    static let v2 = """
        {"token_type":"Bearer","scope":"openid profile","expires_in":4985,"ext_expires_in":4985,"refresh_in":2400,\
        "access_token":"a.b.c","refresh_token":"r","id_token":"i","client_info":"e30","foci":"1"}
        """
    static let v1 = """
        {"token_type":"Bearer","expires_in":"3599","ext_expires_in":"3599","expires_on":"1800003599",\
        "not_before":"1799999700","resource":"https://api.securitycenter.microsoft.com","access_token":"a.b.c"}
        """

    @Test(arguments: [v1, v2])
    func roundTripKeepsEveryMember(text: String) throws {
        let answer = try JSONDecoder().decode(TokenResponse.self, from: Data(text.utf8))
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(answer)) as? NSDictionary
        let original = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        #expect(written == original)
    }

    @Test func numbersMayBeTexts() throws {
        let answer = try JSONDecoder().decode(TokenResponse.self, from: Data(Self.v1.utf8))
        #expect(answer.expiresIn == 3_599)
        #expect(answer.notBefore == 1_799_999_700)
        #expect(answer.numberForm == .texts)
    }

    @Test(arguments: ["{}", #"{"token_type":"Bearer"}"#, #"{"access_token":5}"#, "[]", "null"])
    func answerWithoutTokenIsNone(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TokenResponse.self, from: Data(text.utf8)) }
    }

    @Test func nothingSecretIsPrinted() throws {
        let answer = TokenResponse(
            accessToken: Secret(Canary.make("access")), expiresIn: 1, refreshToken: Secret(Canary.make("refresh")),
            idToken: Secret(Canary.make("id")))
        #expect(Canary.leaks(in: answer).isEmpty)
    }

    @Test func clientInfoSurvives() throws {
        let info = ClientInfo(uid: World.user, utid: World.tenant)
        #expect(ClientInfo(parsing: info.encoded) == info)
        #expect(info.homeAccountID == "\(World.user).\(World.tenant)")
        #expect(ClientInfo(parsing: "!!") == nil)
    }
}

@Suite("Device authorization, identity B.4")
struct DeviceAuthorizationTests {
    static let v2 = """
        {"user_code":"BCDFGHJKL","device_code":"d","verification_uri":"https://microsoft.com/devicelogin",\
        "expires_in":900,"interval":5,"message":"Go there."}
        """
    static let v1 = """
        {"user_code":"BCDFGHJKL","device_code":"d","verification_url":"https://microsoft.com/devicelogin",\
        "expires_in":"900","interval":"5","message":"Go there."}
        """

    @Test(arguments: [v1, v2])
    func answerOfEitherVersionSurvives(text: String) throws {
        let answer = try JSONDecoder().decode(DeviceAuthorizationResponse.self, from: Data(text.utf8))
        #expect(answer.verificationURI == "https://microsoft.com/devicelogin")
        #expect(answer.expiresIn == 900)
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(answer)) as? NSDictionary
        #expect(written == (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary))
    }

    @Test func requestSurvives() throws {
        let request = DeviceAuthorizationRequest(clientID: World.client, scope: "openid x/.default", claims: "{}")
        #expect(try DeviceAuthorizationRequest(parsing: Data(FormEncoding.encode(request.fields).utf8)) == request)
    }

    @Test func absentIntervalIsFiveSeconds() throws {
        let text = #"{"user_code":"A","device_code":"d","verification_uri":"https://x","expires_in":60}"#
        let answer = try JSONDecoder().decode(DeviceAuthorizationResponse.self, from: Data(text.utf8))
        #expect(answer.interval == 5)
    }
}

@Suite("Authorization requests and answers, identity B.1 and B.6")
struct AuthorizationWireTests {
    @Test func requestSurvives() throws {
        var request = AuthorizationRequest(
            clientID: World.client, responseType: ["code", "id_token"], redirectURI: "http://localhost:5000/a?b=c",
            scope: "openid https://graph.microsoft.com/User.Read", responseMode: "form_post",
            state: "a b+c/%&=ü\u{0}", nonce: "n", prompt: "select_account", loginHint: "ada@contoso.test",
            codeChallenge: String(repeating: "x", count: 43), codeChallengeMethod: "S256", claims: #"{"a":{}}"#,
            maxAge: 60, wantsClientInfo: true)
        request.request = "object"
        #expect(try AuthorizationRequest(parsing: request.query) == request)
    }

    @Test func orderOfResponseTypesIsFree() throws {
        #expect(try AuthorizationRequest(parsing: "response_type=id_token+code").responseType == ["code", "id_token"])
    }

    @Test func duplicateIsRefused() {
        #expect(throws: AuthenticationError.self) { try AuthorizationRequest(parsing: "state=a&state=a") }
    }

    @Test(arguments: [
        AuthorizationResponse(code: Secret("c"), state: "s +&", sessionState: World.user, clientInfo: "e30"),
        AuthorizationResponse(
            state: "s", error: .accessDenied, errorDescription: "AADSTS65004: no", errorSubcode: "cancel",
            errorURI: "https://x"),
        AuthorizationResponse(state: "s", isAdminConsent: true, tenant: World.tenant, scope: "x/.default"),
    ])
    func answerSurvives(answer: AuthorizationResponse) throws {
        #expect(try AuthorizationResponse(parsing: FormEncoding.encode(answer.fields)) == answer)
    }

    @Test func failureOfAdminConsentIsReadAsFailure() throws {
        let text = "admin_consent=True&error=consent_required&error_description=AADSTS65004&state=s"
        let answer = try AuthorizationResponse(parsing: text)
        #expect(answer.error == .consentRequired)
        #expect(answer.isAdminConsent)
    }

    @Test func consentRequestSurvives() throws {
        let request = AdminConsentRequest(
            clientID: World.client, scope: "x/.default", redirectURI: "https://a/b", state: "s s")
        #expect(try AdminConsentRequest(parsing: request.query) == request)
    }
}
