import Foundation
import HTTPTypes
import ServiceCore
import Testing

@Suite("WWW-Authenticate, RFC 9110 §11.6.1")
struct AuthenticateHeaderTests {
    static func header(_ values: String...) -> AuthenticateHeader {
        var fields = HTTPFields()
        for value in values { fields.append(HTTPField(name: .wwwAuthenticate, value: value)) }
        return AuthenticateHeader(fields)
    }

    @Test func quotedValuesMayHoldCommasEqualsSignsAndEscapes() throws {
        let header = Self.header(#"Bearer realm="a, b=c", error="x", note="say \"hi\"""#)
        let challenge = try #require(header.challenge("bearer"))
        #expect(challenge.parameters == ["realm": "a, b=c", "error": "x", "note": #"say "hi""#])
        #expect(header.challenges.count == 1)
    }

    @Test func oneFieldMayHoldSeveralChallenges() {
        let header = Self.header(#"Basic realm="x", charset="UTF-8", Bearer realm="", claims="e30=", Negotiate"#)
        #expect(header.challenges.map(\.scheme) == ["Basic", "Bearer", "Negotiate"])
        #expect(header.challenges[0].parameters == ["realm": "x", "charset": "UTF-8"])
        #expect(header.challenges[1].parameters == ["realm": "", "claims": "e30="])
    }

    @Test func severalFieldsAreOneList() {
        let header = Self.header("Negotiate oYGeMIGb==", #"Bearer error="invalid_token""#)
        #expect(header.challenges[0].token68 == "oYGeMIGb==")
        #expect(header.challenge("BEARER")?.parameters["error"] == "invalid_token")
    }

    @Test(arguments: ["", ",,,", "\"", "Bearer =", "Bearer realm=\"open", "= x", "Bearer a=\"\\"])
    func nonsenseEndsAndDoesNotCrash(text: String) { #expect(Self.header(text).challenges.count <= 1) }

    @Test func spacesAroundTheEqualsSignAreAllowed() {
        #expect(Self.header("Bearer a = 1 , b= \"2\"").challenge("bearer")?.parameters == ["a": "1", "b": "2"])
    }
}

@Suite("Claims challenges, identity B.10")
struct ClaimsChallengeTests {
    static let json = #"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#

    static func response(_ value: String, status: Int = 401) -> ServiceResponse {
        var headers = HTTPFields()
        headers[.wwwAuthenticate] = value
        return ServiceResponse(status: .init(code: status), headers: headers)
    }

    static func forms() -> [String] {
        let standard = Data(json.utf8).base64EncodedString()
        let safe = standard.replacing("+", with: "-").replacing("/", with: "_")
        return [standard, standard.replacing("=", with: ""), safe, safe.replacing("=", with: "")]
    }

    @Test(arguments: forms())
    func isReadFromEachFormOfBase64(encoded: String) throws {
        let value = """
            Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", \
            client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", claims="\(encoded)"
            """
        let challenge = try #require(ClaimsChallenge(Self.response(value)))
        #expect(challenge.claims == Self.json)
        #expect(challenge.authorizationURI?.hasSuffix("/authorize") == true)
    }

    @Test(arguments: [
        #"Bearer error="invalid_token""#, #"Bearer error="insufficient_claims", claims="not base64 !""#,
        #"Bearer error="insufficient_claims", claims="W10=""#, #"Bearer error="invalid_token", claims="e30=""#,
        #"PoP error="insufficient_claims", claims="e30=""#,
    ])
    func otherChallengesAreNone(value: String) { #expect(ClaimsChallenge(Self.response(value)) == nil) }

    @Test func countsOnlyWith401() {
        let value = #"Bearer error="insufficient_claims", claims="e30=""#
        #expect(ClaimsChallenge(Self.response(value)) != nil)
        #expect(ClaimsChallenge(Self.response(value, status: 403)) == nil)
    }
}
