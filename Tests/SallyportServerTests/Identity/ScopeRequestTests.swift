import Foundation
import HTTPTypes
import Testing

@testable import SallyportServer

@Suite("Scopes, identity B.2, vectors I.4 and I.5")
struct ScopeRequestTests {
    private static let clientID = UUID(uuidString: "5a11c0de-0000-4000-8000-000000000001") ?? UUID()
    private static let names: Set<String> = [
        "https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000", "https://management.azure.com",
        "https://contoso.example/api", "https://contoso.example/api/v2", "api://5a11c0de-0000-4000-8000-000000000002",
        "https://securitycenter.onmicrosoft.com/windowsatpservice", "5a11c0de-0000-4000-8000-000000000001",
    ]

    @Test(arguments: [
        ("User.Read", "00000003-0000-0000-c000-000000000000", "", "User.Read"),
        (
            "https://graph.microsoft.com/User.Read", "https://graph.microsoft.com", "https://graph.microsoft.com/",
            "User.Read"
        ),
        (
            "00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000",
            "00000003-0000-0000-c000-000000000000/", ".default"
        ),
        (
            "api://5a11c0de-0000-4000-8000-000000000002/access", "api://5a11c0de-0000-4000-8000-000000000002",
            "api://5a11c0de-0000-4000-8000-000000000002/", "access"
        ),
        (
            "https://management.azure.com//.default", "https://management.azure.com/", "https://management.azure.com//",
            ".default"
        ),
        (
            "https://contoso.example/api/v2/read/all", "https://contoso.example/api/v2",
            "https://contoso.example/api/v2/",
            "read/all"
        ),
        (
            "https://contoso.example/api/read/all", "https://contoso.example/api", "https://contoso.example/api/",
            "read/all"
        ),
        (
            "https://securitycenter.onmicrosoft.com/windowsatpservice/.default",
            "https://securitycenter.onmicrosoft.com/windowsatpservice",
            "https://securitycenter.onmicrosoft.com/windowsatpservice/", ".default"
        ),
        (
            "5a11c0de-0000-4000-8000-000000000001", "5a11c0de-0000-4000-8000-000000000001",
            "5a11c0de-0000-4000-8000-000000000001/", ".default"
        ),
    ])
    func takesTheLongestIdentifier(text: String, audience: String, prefix: String, permission: String) throws {
        let request = try ScopeRequest(parsing: text, names: Self.names, clientID: Self.clientID)
        let item = try #require(request.items.first)
        #expect(item.audience == audience)
        #expect(item.prefix == prefix)
        #expect(item.permission == permission)
        #expect(item.resourceName != nil)
    }

    @Test func keepsOpenIDScopesApart() throws {
        let request = try ScopeRequest(
            parsing: "openid profile offline_access User.Read", names: Self.names, clientID: Self.clientID)
        #expect(request.openID == ["openid", "profile", "offline_access"])
        #expect(request.items.map(\.text) == ["User.Read"])
    }

    @Test(arguments: [
        "https://graph.microsoft.com/", "a\"b", "a\\b", "ö/x", "/.default",
        "https://graph.microsoft.com/.default https://graph.microsoft.com/User.Read",
        "https://graph.microsoft.com/.default https://graph.microsoft.com//Mail.Read",
    ])
    func refusesWhatCannotBeParsedOrMixed(text: String) throws {
        let failure = try #require(throws: IdentityFailure.self) {
            try ScopeRequest(parsing: text, names: Self.names, clientID: Self.clientID)
        }
        #expect(failure.refusal == .malformedScope)
    }

    @Test(arguments: [
        // asked, granted, OpenID, echo
        (
            "https://graph.microsoft.com/user.read openid offline_access", ["User.Read", "Mail.Read", "openid"],
            "https://graph.microsoft.com/user.read https://graph.microsoft.com/Mail.Read openid"
        ),
        ("User.Read openid profile offline_access", ["User.Read", "openid", "profile"], "User.Read openid profile"),
        (
            "https://graph.microsoft.com/.default", ["Mail.Read", "User.Read"],
            "https://graph.microsoft.com/.default https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/User.Read"
        ),
        ("User.Read Mail.Send", ["User.Read"], "User.Read"),
    ])
    func repeatsScopesAsTheyWereAskedFor(asked: String, granted: [String], echo: String) throws {
        let request = try ScopeRequest(parsing: asked, names: Self.names, clientID: Self.clientID)
        let text = ScopeEcho.text(
            items: request.items, granted: granted, openID: request.openID.subtracting(["offline_access"]))
        #expect(text == echo)
        // What was asked for and granted is found in the echo, letter by letter: MSAL's silent call hits.
        let words = Set(text.split(separator: " "))
        for item in request.items where granted.contains(where: { $0.lowercased() == item.permission.lowercased() }) {
            #expect(words.contains(Substring(item.text)))
        }
    }
}

@Suite("Consent evaluation, identity D.5")
struct ConsentEvaluationTests {
    private typealias Permission = ConsentEvaluation.Permission
    private static let read = Permission(value: "Read", needsAdmin: false)
    private static let write = Permission(value: "Write", needsAdmin: true)
    private static let id = UUID(uuidString: "5a11c0de-0000-4000-8000-000000000003") ?? UUID()

    private func demand(_ change: (inout ConsentEvaluation.ResourceDemand) -> Void) -> ConsentEvaluation.ResourceDemand
    {
        var demand = ConsentEvaluation.ResourceDemand(resourceID: Self.id)
        change(&demand)
        return demand
    }

    @Test func isGrantedByEverybodysByTheUsersAndByTheResourcesWord() {
        for keyPath: WritableKeyPath<ConsentEvaluation.ResourceDemand, Set<String>> in [
            \.grantedToAll, \.grantedToUser, \.preauthorised,
        ] {
            let demand = demand {
                $0.named = [Self.read]
                $0[keyPath: keyPath] = ["Read", "Other"]
            }
            #expect(ConsentEvaluation.evaluate([demand]) == .granted([Self.id: ["Read", "Other"]]))
        }
    }

    @Test func namesWhatIsMissingAndWhoMayGrantIt() {
        let one = demand {
            $0.named = [Self.read, Self.write]; $0.grantedToUser = ["Write"]
        }
        #expect(
            ConsentEvaluation.evaluate([one])
                == .missing([.init(resourceID: Self.id, permissions: [Self.read])], needsAdmin: false))
        let two = demand { $0.named = [Self.read, Self.write] }
        #expect(
            ConsentEvaluation.evaluate([two])
                == .missing([.init(resourceID: Self.id, permissions: [Self.read, Self.write])], needsAdmin: true))
        let three = demand { $0.named = [Self.read] }
        #expect(
            ConsentEvaluation.evaluate([three], tenantAllowsUserConsent: false)
                == .missing([.init(resourceID: Self.id, permissions: [Self.read])], needsAdmin: true))
    }

    @Test func defaultMeansTheRegistrationOnlyWhileNothingWasGranted() {
        let fresh = demand {
            $0.asksDefault = true; $0.registered = [Self.read]
        }
        #expect(
            ConsentEvaluation.evaluate([fresh])
                == .missing([.init(resourceID: Self.id, permissions: [Self.read])], needsAdmin: false))
        let known = demand {
            $0.asksDefault = true; $0.registered = [Self.read]; $0.grantedToAll = ["Write"]
        }
        #expect(ConsentEvaluation.evaluate([known]) == .granted([Self.id: ["Write"]]))
    }

    @Test func promptConsentAsksAgain() {
        let demand = demand {
            $0.named = [Self.read]; $0.grantedToAll = ["Read"]
        }
        #expect(
            ConsentEvaluation.evaluate([demand], forcesConsent: true)
                == .missing([.init(resourceID: Self.id, permissions: [Self.read])], needsAdmin: false))
    }
}
