import Foundation
import MicrosoftGraph
import Testing

/// One model with a text that holds all its members.
struct RoundTrip: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let again: @Sendable (Data) throws -> Data

    init<Model: Codable & SendableMetatype>(_ name: String, _ type: Model.Type, _ text: String) {
        self.name = name
        self.text = text
        again = { try JSONEncoder().encode(JSONDecoder().decode(type, from: $0)) }
    }

    var testDescription: String { name }

    static let all: [RoundTrip] = [
        RoundTrip("application", Application.self, DirectoryFixtures.application),
        RoundTrip("service principal", ServicePrincipal.self, DirectoryFixtures.servicePrincipal),
        RoundTrip("app role assignment", AppRoleAssignment.self, DirectoryFixtures.appRoleAssignment),
        RoundTrip("permission grant", OAuth2PermissionGrant.self, DirectoryFixtures.permissionGrant),
        RoundTrip("user", User.self, DirectoryFixtures.user),
        RoundTrip("organization", Organization.self, DirectoryFixtures.organization),
        RoundTrip("list", GraphList<VerifiedDomain>.self, DirectoryFixtures.list),
        RoundTrip("entity", GraphEntity<VerifiedDomain>.self, DirectoryFixtures.entity),
    ]
}

@Suite("Directory objects are read and written without loss")
struct DirectoryModelTests {
    @Test(arguments: RoundTrip.all)
    func everyMemberSurvives(model: RoundTrip) throws {
        let before = try JSONSerialization.jsonObject(with: Data(model.text.utf8)) as? NSDictionary
        let after = try JSONSerialization.jsonObject(with: model.again(Data(model.text.utf8))) as? NSDictionary
        #expect(before != nil)
        #expect(after == before)
    }

    @Test
    func anUpdateHoldsOnlyWhatChanges() throws {
        let body = try JSONEncoder().encode(Application(displayName: "x"))
        #expect(String(decoding: body, as: UTF8.self) == #"{"displayName":"x"}"#)
    }

    @Test
    func secretsAreNotPrinted() {
        let credential = PasswordCredential(keyID: "k", displayName: "d", secretText: "very-secret")
        #expect(!"\(credential)".contains("very-secret"))
        #expect(!String(reflecting: credential).contains("very-secret"))
        var dumped = ""
        dump(credential, to: &dumped)
        #expect(!dumped.contains("very-secret"))
    }

    @Test(arguments: ["2026-05-11T06:01:02Z", "2026-05-11T06:01:02.0000000Z", "2026-05-11T08:01:02+02:00"])
    func instantsAreReadInEveryForm(text: String) throws {
        let instant = try JSONDecoder().decode([GraphDateTime].self, from: Data(#"["\#(text)"]"#.utf8))
        #expect(instant.first?.description == "2026-05-11T06:01:02Z")
    }

    @Test
    func unknownMembersAndValuesAreTaken() throws {
        let text = #"{"signInAudience": "AzureADOnTheMoon", "surprise": [1], "appRoles": null}"#
        let application = try JSONDecoder().decode(Application.self, from: Data(text.utf8))
        #expect(application.signInAudience?.rawValue == "AzureADOnTheMoon")
        #expect(application.appRoles == nil)
    }
}
