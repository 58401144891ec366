import Foundation
import SallyportTesting
import ServiceCore
import Testing

@testable import EntraIdentity

@Suite("Token cache, identity G.1")
struct TokenCacheTests {
    /// A cache as MSAL Python writes it, with a section and members that we do not know.
    static let msal = """
        {"AccessToken":{"\(home)-localhost-accesstoken-\(World.client)-\(World.tenant)-\(scope)":{
        "credential_type":"AccessToken","secret":"cached-access","home_account_id":"\(home)","environment":"localhost",
        "client_id":"\(World.client)","target":"\(scope) openid profile","realm":"\(World.tenant)","token_type":"Bearer",
        "cached_at":"1799999000","expires_on":"1800003000","extended_expires_on":"1800003000"}},
        "Account":{"\(home)-localhost-\(World.tenant)":{"home_account_id":"\(home)","environment":"localhost",
        "realm":"\(World.tenant)","local_account_id":"\(World.user)","username":"ada@contoso.test",
        "authority_type":"MSSTS","account_source":"password","wam_account_ids":"{}"}},
        "IdToken":{},
        "RefreshToken":{"\(home)-localhost-refreshtoken-\(World.client)--\(scope)":{"credential_type":"RefreshToken",
        "secret":"cached-refresh","home_account_id":"\(home)","environment":"localhost","client_id":"\(World.client)",
        "target":"\(scope)","last_modification_time":"1799999000"}},
        "AppMetadata":{},"SomethingNew":{"x":[1,2.5,null,true]}}
        """
    static let home = "\(World.user).\(World.tenant)"
    static let scope = World.scope.rawValue

    func cache(_ text: String = msal) async throws -> (TokenCache, MemoryTokenCachePersistence) {
        let persistence = MemoryTokenCachePersistence()
        try await persistence.update { _ in Data(text.utf8) }
        return (TokenCache(persistence: persistence), persistence)
    }

    func query(
        home: String? = home, cloud: Cloud = World.cloud, realm: String? = World.tenant,
        scopes: Set<Scope> = [World.scope]
    ) -> TokenCache.Query {
        TokenCache.Query(cloud: cloud, clientID: World.client, realm: realm, homeAccountID: home, scopes: scopes)
    }

    @Test func tokenOfAnotherLibraryIsFound() async throws {
        let (cache, _) = try await cache()
        let token = try #require(try await cache.accessToken(query(), now: World.start))
        #expect(token.token.reveal == "cached-access")
        #expect(token.isFromCache)
        #expect(try await cache.refreshTokens(query()).map(\.reveal) == ["cached-refresh"])
        let accounts = try await cache.accounts(clientID: World.client, cloud: World.cloud)
        #expect(accounts.map(\.username) == ["ada@contoso.test"])
    }

    @Test func queryMustFitInEveryField() async throws {
        let (cache, _) = try await cache()
        let graph = Scope(rawValue: "https://graph.microsoft.com/.default")
        let upper = Scope(rawValue: Self.scope.uppercased())
        #expect(try await cache.accessToken(query(home: nil), now: World.start) == nil)
        #expect(try await cache.accessToken(query(cloud: .global), now: World.start) == nil)
        #expect(try await cache.accessToken(query(realm: World.otherTenant), now: World.start) == nil)
        #expect(try await cache.accessToken(query(scopes: [graph]), now: World.start) == nil)
        #expect(try await cache.accessToken(query(scopes: [upper]), now: World.start) == nil)
        #expect(try await cache.accessToken(query(scopes: [.openID]), now: World.start) == nil)
        #expect(try await cache.accessToken(query(scopes: [World.scope, .openID]), now: World.start) != nil)
    }

    @Test(arguments: [(2_699, true), (2_700, false)])
    func tokenIsFreshForFiveMinutesMore(seconds: Int, isFound: Bool) async throws {
        let (cache, _) = try await cache()
        let now = World.start.addingTimeInterval(TimeInterval(seconds))
        #expect((try await cache.accessToken(query(), now: now) != nil) == isFound)
    }

    @Test func entriesWithExtendedKeyAreLeftAlone() async throws {
        let (cache, _) = try await cache(
            Self.msal.replacing(#""cached_at""#, with: #""ext_cache_key":"k","cached_at""#))
        #expect(try await cache.accessToken(query(), now: World.start) == nil)
    }

    func tokens(_ secret: String, refresh: String? = "new-refresh", tenant: String = World.tenant) -> IssuedTokens {
        IssuedTokens(
            cloud: World.cloud, clientID: World.client, tenantID: tenant,
            token: AccessToken(token: Secret(secret), expiresOn: World.start.addingTimeInterval(3_600)),
            target: [Self.scope], refreshToken: refresh.map { Secret($0) }, idToken: Secret("id"),
            account: Account(
                homeAccountID: Self.home, environment: "localhost", tenantID: tenant, username: "ada@contoso.test"))
    }

    @Test func storingReplacesAndKeepsWhatIsForeign() async throws {
        let (cache, persistence) = try await cache()
        try await cache.store(tokens("new-access"), now: World.start)
        #expect(try await cache.accessToken(query(), now: World.start)?.token.reveal == "new-access")
        #expect(try await cache.refreshTokens(query()).map(\.reveal) == ["new-refresh"])
        let text = String(decoding: try #require(try await persistence.load()), as: UTF8.self)
        #expect(text.contains(#""SomethingNew":{"x":[1,2.5,null,true]}"#))
        #expect(text.contains("wam_account_ids"))
        #expect(!text.contains("cached-access"))
    }

    @Test func tokensOfTwoAPIsStandBesideEachOther() async throws {
        let cache = TokenCache()
        let other = "https://graph.microsoft.com/.default"
        for (secret, scope) in [("one", Self.scope), ("two", other)] {
            var tokens = tokens(secret)
            tokens.target = [scope, "openid", "profile"]
            try await cache.store(tokens, now: World.start)
        }
        for (secret, scope) in [("one", Self.scope), ("two", other)] {
            let token = try await cache.accessToken(
                query(scopes: [Scope(rawValue: scope)]), now: World.start)
            #expect(token?.token.reveal == secret)
        }
    }

    @Test func keysAreThoseOfTheSchema() async throws {
        let persistence = MemoryTokenCachePersistence()
        let cache = TokenCache(persistence: persistence)
        try await cache.store(tokens("a"), now: World.start)
        var app = tokens("b", refresh: nil)
        app.account = nil
        try await cache.store(app, now: World.start)
        let document = try CacheDocument(parsing: try #require(try await persistence.load()))
        #expect(
            document.entries(CachedAccessToken.self).map(\.key) == [
                "-localhost-accesstoken-\(World.client)-\(World.tenant)-\(Self.scope)",
                "\(Self.home)-localhost-accesstoken-\(World.client)-\(World.tenant)-\(Self.scope)",
            ])
        #expect(
            document.entries(CachedRefreshToken.self).map(\.key)
                == ["\(Self.home)-localhost-refreshtoken-\(World.client)--\(Self.scope)"])
        #expect(
            document.entries(CachedIDToken.self).map(\.key)
                == ["\(Self.home)-localhost-idtoken-\(World.client)-\(World.tenant)-"])
        #expect(document.entries(Account.self).map(\.key) == ["\(Self.home)-localhost-\(World.tenant)"])
        #expect(
            document.entries(CachedApplication.self).map(\.key) == ["appmetadata-localhost-\(World.client)"])
    }

    @Test func timesAreTextsAndHomeOfApplicationsIsNull() async throws {
        let persistence = MemoryTokenCachePersistence()
        var app = tokens("b", refresh: nil)
        app.account = nil
        try await TokenCache(persistence: persistence).store(app, now: World.start)
        let text = String(decoding: try #require(try await persistence.load()), as: UTF8.self)
        #expect(text.contains(#""expires_on":"1800003600""#))
        #expect(text.contains(#""home_account_id":null"#))
    }

    @Test func knownCloudsAreFiledUnderTheirPreferredName() {
        #expect(TokenCache.environment(for: .global) == "login.windows.net")
        #expect(TokenCache.environment(for: .gccHigh) == "login.microsoftonline.us")
        #expect(TokenCache.environment(for: World.cloud) == "localhost")
        #expect(TokenCache.environments(of: World.cloud) == ["localhost", "localhost:8443"])
        #expect(TokenCache.environments(of: .global).contains("login.microsoftonline.com"))
    }

    @Test func removingAnAccountRemovesAllOfIt() async throws {
        let (cache, persistence) = try await cache()
        try await cache.store(tokens("other", tenant: World.otherTenant), now: World.start)
        let account = try #require(try await cache.accounts(cloud: World.cloud).first)
        try await cache.remove(account, cloud: World.cloud)
        let text = String(decoding: try #require(try await persistence.load()), as: UTF8.self)
        #expect(!text.contains(Self.home))
        #expect(text.contains("SomethingNew"))
    }

    @Test func endedTokensGoWithTheNextWrite() async throws {
        let (cache, persistence) = try await cache()
        try await cache.store(
            tokens("later", tenant: World.otherTenant), now: World.start.addingTimeInterval(3_001))
        let text = String(decoding: try #require(try await persistence.load()), as: UTF8.self)
        #expect(!text.contains("cached-access"))
    }

    @Test func everyJSONValueSurvives() throws {
        let text = #"{"a":[1,2.5,-3,null,true,"x",{"b":{}}],"big":9007199254740993}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    }
}

@Suite("Cache in memory")
struct MemoryTokenCachePersistenceTests {
    @Test(arguments: TokenCachePersistenceContract.allCases)
    func keepsTheContract(rule: TokenCachePersistenceContract) async throws {
        try await rule.check(MemoryTokenCachePersistence())
    }
}
