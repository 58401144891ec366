import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Error envelopes, Defender B9 and C8")
struct APIErrorTests {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func error(_ status: Int, _ body: String, headers: HTTPFields = [:]) -> APIError {
        APIError(refusal: .json(status: status, headers: headers, body), now: now)
    }

    @Test func readsTheDefenderEnvelope() {
        let error = Self.error(
            404, #"{"error":{"code":"ResourceNotFound","message":"No incident 7","target":"|7be1c3f2."}}"#)
        #expect(error.code == .resourceNotFound)
        #expect(error.target == "|7be1c3f2.")
        #expect(error.status == .notFound)
    }

    @Test(arguments: ["innerError", "innererror"])
    func readsTheGraphEnvelope(member: String) {
        let body = """
            {"error":{"code":"Forbidden","message":"no","\(member)":{"date":"2026-03-02T09:20:11",\
            "request-id":"r-1","client-request-id":"c-1"}}}
            """
        let error = Self.error(403, body)
        #expect(error.requestID == "r-1")
        #expect(error.clientRequestID == "c-1")
    }

    @Test(arguments: [
        ("", "no body"), ("<html>proxy</html>", "no error envelope"), ("[]", "no error envelope"),
        ("{}", "no error envelope"),
    ])
    func bodyWithoutEnvelopeIsNamedSo(body: String, part: String) {
        let error = Self.error(502, body)
        #expect(error.code == .unreadableError)
        #expect(error.message.contains(part))
        #expect(!error.message.contains("html"))
    }

    @Test func readsAnOAuthError() {
        let error = Self.error(400, #"{"error":"invalid_grant","error_description":"AADSTS70008: ended"}"#)
        #expect(error.code.rawValue == "invalid_grant")
        #expect(error.message == "AADSTS70008: ended")
    }

    @Test func missingRolesAreNamedInTheRemedy() throws {
        let text = """
            Missing application roles. API required roles: Incident.Read.All,Incident.ReadWrite.All, application \
            roles: Machine.Read.All.
            """
        let error = Self.error(403, #"{"error":{"code":"Forbidden","message":"\#(text)"}}"#)
        #expect(error.requiredPermissions == ["Incident.Read.All", "Incident.ReadWrite.All"])
        #expect(try #require(error.remedy).contains("Incident.Read.All, Incident.ReadWrite.All"))
    }

    @Test(arguments: [
        (
            401, "Unauthorized", "Unauthorized request - reason of failure: Account mode is inactive",
            "other Defender API"
        ),
        (401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.", "App ID URI"),
        (401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", "new token"),
        (403, "Forbidden", "Unauthorized request - Account is not provisioned.", "Set up"),
        (404, "ResourceNotFound", "none", "identifier"), (429, "429", "quota", "fewer"), (503, "x", "y", "later"),
        (400, "InvalidRequestBody", "Missing query.", "letter case"),
    ])
    func refusalHasARemedy(status: Int, code: String, message: String, part: String) throws {
        let error = Self.error(status, #"{"error":{"code":"\#(code)","message":"\#(message)"}}"#)
        #expect(try #require(error.remedy).contains(part))
    }

    @Test func controlCharactersOfTheServiceAreRemoved() {
        let error = Self.error(400, #"{"error":{"code":"BadRequest","message":"a\u001b[2Jb"}}"#)
        #expect(error.message == "a [2Jb")
    }

    @Test func envelopeSurvivesAndIgnoresUnknownMembers() throws {
        let body = """
            {"error":{"code":"BadRequest","message":"m","target":"t","more":1,"innerError":{"date":"d",\
            "request-id":"r","client-request-id":"c","deep":{}}},"x":[]}
            """
        let envelope = try JSONDecoder().decode(ODataErrorBody.self, from: Data(body.utf8))
        let again = try JSONDecoder().decode(ODataErrorBody.self, from: JSONEncoder().encode(envelope))
        #expect(again == envelope)
        #expect(envelope.error.innerError?.requestID == "r")
    }

    @Test func malformedSuccessNamesTheMemberAndNotItsValue() throws {
        struct Incident: Decodable { let name: String }
        let response = ServiceResponse.json(#"{"name":{"secret":"\#(Canary.make("body"))"}}"#)
        let error = try #require(throws: APIError.self) { try response.decoded(as: Incident.self) }
        #expect(error.code == .malformedResponse)
        #expect(error.message.contains("name"))
        #expect(!error.description.contains("CANARY"))
    }
}
