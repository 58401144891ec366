import EntraIdentity
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Authorities, identity A.2, H.48 and H.49")
struct AuthorityTests {
    @Test func endpointsFollowTheTemplate() throws {
        let authority = try Authority(cloud: .global, tenant: "Contoso.OnMicrosoft.com")
        let base = "https://login.microsoftonline.com/contoso.onmicrosoft.com"
        #expect(try authority.tokenEndpoint().absoluteString == base + "/oauth2/v2.0/token")
        #expect(try authority.tokenEndpoint(.v1).absoluteString == base + "/oauth2/token")
        #expect(try authority.authorizationEndpoint().absoluteString == base + "/oauth2/v2.0/authorize")
        #expect(try authority.deviceAuthorizationEndpoint().absoluteString == base + "/oauth2/v2.0/devicecode")
        #expect(try authority.adminConsentEndpoint().absoluteString == base + "/v2.0/adminconsent")
        #expect(try authority.adminConsentEndpoint(.v1).absoluteString == base + "/adminconsent")
        #expect(
            try authority.metadataEndpoint().absoluteString == base + "/v2.0/.well-known/openid-configuration")
    }

    @Test(arguments: [
        "", "undefined", "$TENANT", "a b.com", "contoso..com", "-a.com", "a-.com", "x/y.com", "../common", "ü.com",
        "${AZURE_TENANT_ID}", "common.", String(repeating: "a", count: 64) + ".com",
    ])
    func textThatIsNoTenantIsRefused(tenant: String) throws {
        let error = try #require(throws: AuthenticationError.self) { try Authority(cloud: .global, tenant: tenant) }
        #expect(error.aadsts == 900_023)
        #expect(error.category == .configuration)
    }

    @Test(arguments: ["common", "ORGANIZATIONS", "consumers", World.tenant, "contoso.com", "a.b.c.example"])
    func tenantsAreTaken(tenant: String) throws {
        #expect(try Authority(cloud: .global, tenant: tenant).tenant == tenant.lowercased())
    }

    @Test(
        "H.48: C refuses http authorities and private hosts that nobody trusts",
        arguments: [
            "http://login.microsoftonline.com/common", "https://login.evil.example/common",
            "https://login.microsoftonline.com.evil.example/common", "https://user:pw@login.microsoftonline.com/common",
            "https://login.microsoftonline.com:8443/common", "login.microsoftonline.com/common",
            "https://login.microsoftonline.com/common/oauth2/v2.0", "https://login.microsoftonline.com/common?x=1", "",
        ])
    func refusesOtherAddresses(address: String) throws {
        let error = try #require(throws: AuthenticationError.self) { try Authority(parsing: address) }
        #expect(error.category == .configuration)
    }

    @Test(
        "H.49: C takes hosts of known clouds, and of those that are trusted explicitly",
        arguments: [
            ("https://login.microsoftonline.com/contoso.com", "global", "contoso.com"),
            ("https://LOGIN.windows.net/\(World.tenant)/", "global", World.tenant),
            ("https://login.microsoftonline.us", "gcc-high", "organizations"),
            ("https://login.chinacloudapi.cn/common", "china", "common"),
            ("https://localhost:8443/\(World.tenant)", "local", World.tenant),
        ])
    func takesTrustedAddresses(address: String, cloud: String, tenant: String) throws {
        let authority = try Authority(parsing: address, trusting: Cloud.builtIn + [World.cloud])
        #expect(authority.cloud.name == cloud)
        #expect(authority.tenant == tenant)
    }

    @Test func adminConsentAddressHoldsItsParameters() throws {
        let url = try World.authority().adminConsentURL(
            clientID: World.client, scopes: [World.scope], redirectURI: "https://a/b", state: "s&s")
        let request = try AdminConsentRequest(parsing: url.query(percentEncoded: true) ?? "")
        #expect(request.state == "s&s")
        #expect(request.scope == World.scope.rawValue)
    }
}

@Suite("Discovery, identity A.4 and H.49")
struct MetadataDiscoveryTests {
    let time = ManualTimeSource(World.start)
    static let path = "/contoso.test/v2.0/.well-known/openid-configuration"

    static func document(host: String = "localhost:8443", scheme: String = "https") -> String {
        let base = "\(scheme)://\(host)/\(World.tenant)"
        return """
            {"issuer":"\(base)/v2.0","authorization_endpoint":"\(base)/oauth2/v2.0/authorize",\
            "token_endpoint":"\(base)/oauth2/v2.0/token","jwks_uri":"\(base)/discovery/v2.0/keys"}
            """
    }

    func discovery(_ transport: any HTTPTransport) -> MetadataDiscovery {
        MetadataDiscovery(transport: transport, time: time, random: SeededRandomSource())
    }

    @Test func domainIsResolvedToTheTenantAndKeptForADay() async throws {
        let authority = try World.authority("contoso.test")
        try await StubTransport.with([.json(.get, Self.path, limit: 2, Self.document())]) { transport in
            let discovery = discovery(transport)
            for _ in 0..<3 {
                #expect(try await discovery.tenantID(of: authority)?.uuidString.lowercased() == World.tenant)
            }
            #expect(transport.requests.count == 1)
            time.advance(by: .seconds(86_401))
            _ = try await discovery.document(for: authority)
            #expect(transport.requests.count == 2)
        }
    }

    @Test func identifierNeedsNoRequestAndAliasHasNone() async throws {
        try await StubTransport.with([]) { transport in
            let discovery = discovery(transport)
            let known = try await discovery.tenantID(of: World.authority())
            let alias = try await discovery.tenantID(of: World.authority("organizations"))
            #expect(known != nil)
            #expect(alias == nil)
        }
    }

    @Test(
        "H.49: endpoints in the document must be on the authority's host",
        arguments: [
            ("evil.example", "https"), ("localhost:8444", "https"), ("localhost:8443", "http"),
        ])
    func foreignEndpointsAreRefused(host: String, scheme: String) async throws {
        try await StubTransport.with([.json(.get, Self.path, Self.document(host: host, scheme: scheme))]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await discovery(transport).document(for: World.authority("contoso.test"))
            }
            #expect(error?.code == .untrustedResponse)
        }
    }

    @Test func unknownTenantIsTheAuthoritysRefusal() async throws {
        let body = try World.refusal(.tenantNotFound)
        try await StubTransport.with([.json(.get, Self.path, status: 400, body)]) { transport in
            let error = await #expect(throws: AuthenticationError.self) {
                try await discovery(transport).document(for: World.authority("contoso.test"))
            }
            #expect(error?.aadsts == 90_002)
            #expect(error?.remedy == AADSTS.tenantNotFound.remedy)
        }
    }

    @Test func failureIsNotRemembered() async throws {
        try await StubTransport.with([
            .json(.get, Self.path, "<html>"), .json(.get, Self.path, Self.document()),
        ]) { transport in
            let discovery = discovery(transport)
            let authority = try World.authority("contoso.test")
            await #expect(throws: AuthenticationError.self) { try await discovery.document(for: authority) }
            #expect(try await discovery.tenantID(of: authority) != nil)
        }
    }
}
