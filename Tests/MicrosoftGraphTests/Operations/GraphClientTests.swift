import Foundation
import HTTPTypes
import MicrosoftGraph
import SallyportTesting
import ServiceCore
import Testing

@Suite("Client of the directory")
struct GraphClientTests {
    private let root = "https://graph.microsoft.com/v1.0"

    private func client(_ transport: StubTransport) -> GraphClient {
        GraphClient(cloud: .global, pipeline: .scripted(transport))
    }

    private func absent(_ code: String = "Request_ResourceNotFound") -> ServiceResponse {
        .json(status: 404, #"{"error": {"code": "\#(code)", "message": "Resource does not exist."}}"#)
    }

    private func body(_ transport: StubTransport, _ index: Int) throws -> NSDictionary? {
        let data = try #require(transport.requests[index].body)
        return try JSONSerialization.jsonObject(with: data) as? NSDictionary
    }

    @Test
    func aSecretIsMadeUnderItsEnvelope() async throws {
        let transport = StubTransport(.json(#"{"keyId": "k", "secretText": "s"}"#))
        let made = try await client(transport).applications.addPassword(
            to: "o-1", PasswordCredential(displayName: "ci"))
        #expect(made.secretText == "s")
        #expect(transport.lines == ["POST \(root)/applications/o-1/addPassword"])
        #expect(try body(transport, 0) == ["passwordCredential": ["displayName": "ci"]])
    }

    @Test
    func quotesInAlternateKeysAreDoubled() async throws {
        let transport = StubTransport(absent())
        let found = try await client(transport).applications.find(appID: "a'b")
        #expect(found == nil)
        #expect(transport.lines == ["GET \(root)/applications(appId='a''b')"])
    }

    @Test
    func deletingTheAbsentSucceeds() async throws {
        let transport = StubTransport(absent(), ServiceResponse(status: .noContent))
        try await client(transport).applications.delete("o-1")
        try await client(transport).servicePrincipals.delete("sp-1")
        try transport.verify()
    }

    @Test
    func anExistingServicePrincipalIsTaken() async throws {
        let transport = StubTransport(.json(#"{"id": "sp-1", "appId": "c-1"}"#))
        #expect(try await client(transport).servicePrincipals.ensure(appID: "c-1").id == "sp-1")
        #expect(transport.requests.count == 1)
    }

    @Test("Two programs that make the same service principal at once both get it")
    func aRaceForAServicePrincipalIsNoError() async throws {
        let refusal = #"{"error": {"code": "Request_MultipleObjectsWithSameKeyValue", "message": "x"}}"#
        let transport = StubTransport(
            absent(), .json(status: 400, refusal), .json(#"{"id": "sp-1", "appId": "c-1"}"#))
        #expect(try await client(transport).servicePrincipals.ensure(appID: "c-1").id == "sp-1")
        #expect(transport.lines.map { $0.prefix(4) } == ["GET ", "POST", "GET "])
    }

    @Test
    func aRoleThatWasGivenIsNotGivenAgain() async throws {
        let wish = AppRoleAssignment(appRoleID: "R-1", principalID: "sp-1", resourceID: "sp-2")
        let listed = #"{"value": [{"id": "a", "appRoleId": "r-1", "principalId": "sp-1", "resourceId": "sp-2"}]}"#
        let transport = StubTransport(.json(listed))
        #expect(try await client(transport).appRoleAssignments.ensure(wish).id == "a")
        #expect(transport.lines == ["GET \(root)/servicePrincipals/sp-1/appRoleAssignments"])
    }

    @Test
    func aMissingRoleIsGiven() async throws {
        let wish = AppRoleAssignment(appRoleID: "r-1", principalID: "sp-1", resourceID: "sp-2")
        let transport = StubTransport(
            .json(#"{"value": []}"#),
            .json(status: 201, #"{"id": "a", "appRoleId": "r-1", "principalId": "sp-1", "resourceId": "sp-2"}"#))
        #expect(try await client(transport).appRoleAssignments.ensure(wish).id == "a")
        #expect(transport.lines.last == "POST \(root)/servicePrincipals/sp-2/appRoleAssignedTo")
        #expect(try body(transport, 1) == ["appRoleId": "r-1", "principalId": "sp-1", "resourceId": "sp-2"])
    }

    @Test("A grant is made, widened, or left alone", arguments: [("", ["PATCH"]), ("A B", []), ("A", ["PATCH"])])
    func grantsAreWidened(granted: String, changes: [String]) async throws {
        let existing =
            #"{"value": [{"id": "g", "clientId": "c", "consentType": "AllPrincipals", "resourceId": "r","#
            + #" "scope": "\#(granted)"}]}"#
        let transport = StubTransport(.json(existing), ServiceResponse(status: .noContent))
        let wish = OAuth2PermissionGrant(clientID: "c", consentType: .allPrincipals, resourceID: "r", scope: "A B")
        let result = try await client(transport).oauth2PermissionGrants.ensure(wish)
        #expect(Set(result.scopeNames) == ["A", "B"])
        #expect(transport.requests.dropFirst().map(\.method.rawValue) == changes)
    }

    @Test
    func listsFollowTheNextLinkAndAskForTheIndexWhenTheyCount() async throws {
        let transport = StubTransport(
            .json(#"{"@odata.count": 2, "@odata.nextLink": "\#(root)/users?$skiptoken=x", "value": [{"id": "1"}]}"#),
            .json(#"{"value": [{"id": "2"}]}"#))
        var ids: [String?] = []
        for try await user in client(transport).users.list(ODataQuery(count: true)) { ids.append(user.id) }
        #expect(ids == ["1", "2"])
        #expect(transport.requests.first?.headers[.consistencyLevel] == "eventual")
        #expect(transport.lines.last == "GET \(root)/users?$skiptoken=x")
    }

    @Test
    func theTenantIsTheOneOfTheToken() async throws {
        let transport = StubTransport(.json(#"{"value": [\#(DirectoryFixtures.organization)]}"#))
        #expect(try await client(transport).organization.get().id == "t-1")
        let empty = StubTransport(.json(#"{"value": []}"#))
        await #expect(throws: APIError.self) { try await client(empty).organization.get() }
    }
}
