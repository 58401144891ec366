import ServiceCore
import Testing

@Suite("Scope lists, RFC 6749 §3.3")
struct ScopeListTests {
    @Test(arguments: ["", " openid", "openid ", "a  b", #"open"id"#, #"open\id"#, "öpenid", "a\tb"])
    func refusesWhatTheGrammarDoesNotAllow(text: String) throws {
        let error = try #require(throws: ParsingError.self) { try Scope.list(parsing: text) }
        #expect(error.code == .scope)
    }

    @Test(arguments: [
        ("openid", ["openid"]), ("openid profile", ["openid", "profile"]),
        ("https://graph.microsoft.com/.default", ["https://graph.microsoft.com/.default"]),
    ])
    func readsTokensInOrder(text: String, scopes: [String]) throws {
        #expect(try Scope.list(parsing: text).map(\.rawValue) == scopes)
    }

    @Test func printsSortedAndReadsBack() throws {
        let scopes: Set<Scope> = [.profile, .openID, .offlineAccess]
        #expect(scopes.scopeList == "offline_access openid profile")
        #expect(try Set(Scope.list(parsing: scopes.scopeList)) == scopes)
    }
}

@Suite("Parts of a scope, identity B.2")
struct ScopePartsTests {
    static let known = [
        "https://graph.microsoft.com", "https://management.azure.com/", "api://app", "api://app/sub",
        "00000003-0000-0000-c000-000000000000",
    ]

    @Test(
        arguments: [
            ("User.Read", nil, "User.Read"),
            ("https://graph.microsoft.com/User.Read", "https://graph.microsoft.com", "User.Read"),
            ("HTTPS://Graph.Microsoft.com/user.read", "HTTPS://Graph.Microsoft.com", "user.read"),
            ("https://graph.microsoft.com/.default", "https://graph.microsoft.com", ".default"),
            ("https://management.azure.com//.default", "https://management.azure.com/", ".default"),
            ("api://app/sub/read", "api://app/sub", "read"),
            ("api://app/sub/read/all", "api://app/sub", "read/all"),
            ("api://app/other/read", "api://app", "other/read"),
            ("00000003-0000-0000-C000-000000000000/.default", "00000003-0000-0000-C000-000000000000", ".default"),
            ("https://unknown.example/a/b", "https://unknown.example/a", "b"),
        ] as [(String, String?, String)])
    func longestKnownIdentifierWins(text: String, identifier: String?, permission: String) {
        let parts = Scope(rawValue: text).parts(knownIdentifiers: Self.known)
        #expect(parts.identifier == identifier)
        #expect(parts.permission == permission)
    }

    @Test func defaultScopeOfAnIdentifierWithASlashHasTwo() {
        let scope = Scope.defaultScope(of: "https://management.azure.com/")
        #expect(scope.rawValue == "https://management.azure.com//.default")
        #expect(scope.isDefault)
    }
}
