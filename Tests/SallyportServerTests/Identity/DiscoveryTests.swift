import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportServer

@Suite("Discovery, identity A.3–A.6, vectors I.1 and I.2")
struct DiscoveryTests {
    @Test(arguments: [
        "https://login.microsoftonline.com/common/oauth2/authorize",
        "https://login.windows.net/common/oauth2/authorize",
        "https://login.microsoftonline.us/common/oauth2/v2.0/authorize",
        "https://localhost:8443/common/oauth2/authorize",
    ])
    func knowsTheLoginHostsOfEveryCloudAndItself(endpoint: String) async throws {
        let world = try await TestWorld()
        let answer = try await world.get(
            "/common/discovery/instance?api-version=1.1&authorization_endpoint=\(FormFields.encode(endpoint))")
        let body = try answer.json()
        #expect(answer.status == 200)
        #expect(
            body["tenant_discovery_endpoint"]?.stringValue?.hasSuffix("/common/v2.0/.well-known/openid-configuration")
                == true)
        let networks = body["metadata"]?.arrayValue?.compactMap { $0["preferred_network"]?.stringValue } ?? []
        #expect(networks.contains("login.microsoftonline.com"))
        #expect(networks.contains("localhost:8443"))
        #expect(answer.headers[.accessControlAllowOrigin] == "*")
    }

    @Test(arguments: ["https://evil.example/common/oauth2/authorize", "http://login.microsoftonline.com/x", "nonsense"])
    func callsAnUnknownHostAnInvalidInstance(endpoint: String) async throws {
        let world = try await TestWorld()
        let answer = try await world.get(
            "/common/discovery/instance?api-version=1.1&authorization_endpoint=\(FormFields.encode(endpoint))")
        #expect(try answer.refused() == .init(status: 400, error: "invalid_instance", number: 50049))
    }

    @Test(arguments: [ProtocolVersion.v1, .v2])
    func answersADomainWithEndpointsThatCarryTheGUID(version: ProtocolVersion) async throws {
        let world = try await TestWorld()
        let infix = version == .v2 ? "v2.0/" : ""
        let tenant = world.contoso.lowercaseText
        for segment in ["contoso.example", "CONTOSO.example", tenant, tenant.uppercased()] {
            let document = try await world.get("/\(segment)/\(infix).well-known/openid-configuration").json()
            #expect(
                document["token_endpoint"]?.stringValue
                    == "https://localhost:8443/\(tenant)/\(version.infix)/token", "\(segment)")
            let issuer = version == .v2 ? "https://localhost:8443/\(tenant)/v2.0" : "https://localhost:8443/\(tenant)/"
            #expect(document["issuer"]?.stringValue == issuer)
        }
    }

    @Test(arguments: [
        ("common", "https://localhost:8443/{tenantid}/v2.0"),
        ("organizations", "https://localhost:8443/{tenantid}/v2.0"),
        ("consumers", "https://localhost:8443/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"),
    ])
    func givesAliasesATemplateForAnIssuer(segment: String, issuer: String) async throws {
        let world = try await TestWorld()
        let document = try await world.get("/\(segment)/v2.0/.well-known/openid-configuration").json()
        #expect(document["issuer"]?.stringValue == issuer)
        #expect(document["tenant_region_scope"] == .null)
        #expect(
            document["device_authorization_endpoint"]?.stringValue
                == "https://localhost:8443/\(segment)/oauth2/v2.0/devicecode")
    }

    @Test func toleratesTheDoubleSlashOfAnAuthorityWithAFinalOne() async throws {
        let world = try await TestWorld()
        #expect(try await world.get("/common//v2.0/.well-known/openid-configuration").status == 200)
        #expect(try await world.get("/common/v2.0/.well-known/openid-configuration/").status == 200)
    }

    @Test func buildsDocumentsFromTheHostOfTheRequest() async throws {
        let world = try await TestWorld()
        let tenant = world.contoso.lowercaseText
        let host = "login.microsoftonline.com"
        let second = try await world.get("/\(tenant)/v2.0/.well-known/openid-configuration", host: host).json()
        #expect(second["issuer"]?.stringValue == "https://\(host)/\(tenant)/v2.0")
        #expect(second["userinfo_endpoint"]?.stringValue == "https://graph.microsoft.com/oidc/userinfo")
        let first = try await world.get("/\(tenant)/.well-known/openid-configuration", host: host).json()
        #expect(first["issuer"]?.stringValue == "https://sts.windows.net/\(tenant)/")
        #expect(first["jwks_uri"]?.stringValue == "https://\(host)/common/discovery/keys")
    }

    @Test(arguments: [
        ("00000000-0000-0000-0000-0000000000ff", "invalid_tenant", 90002), ("nobody.example", "invalid_tenant", 90002),
        ("undefined", "invalid_request", 900_023), ("$%7BTENANT%7D", "invalid_request", 900_023),
    ])
    func refusesTenantsThatAreNotHere(segment: String, error: String, number: Int) async throws {
        let world = try await TestWorld()
        let answer = try await world.get("/\(segment)/v2.0/.well-known/openid-configuration")
        #expect(try answer.refused() == .init(status: 400, error: error, number: number))
    }

    @Test func neverShowsThePlatformsOwnTenant() async throws {
        let world = try await TestWorld()
        let answer = try await world.get("/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0/.well-known/openid-configuration")
        #expect(try answer.refused().number == 90002)
    }

    @Test func publishesTwoKeysWithTheirCertificates() async throws {
        let world = try await TestWorld()
        for path in [
            "/common/discovery/v2.0/keys", "/common/discovery/keys", "/contoso.example/discovery/v2.0/keys?appid=x",
        ] {
            let answer = try await world.get(path)
            let keys = try answer.json()["keys"]?.arrayValue ?? []
            #expect(keys.count >= 2)
            for key in keys {
                #expect(key["kty"] == "RSA" && key["use"] == "sig" && key["kid"] == key["x5t"])
                #expect(key["x5c"]?.arrayValue?.count == 1)
                #expect((key["issuer"] == nil) == path.hasSuffix("discovery/keys"))
            }
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
        }
    }

    @Test(arguments: [("adele@contoso.example", "Managed"), ("x@nowhere.example", "Unknown")])
    func saysWhoManagesAUser(name: String, type: String) async throws {
        let world = try await TestWorld()
        let body = try await world.get(
            "/common/userrealm/\(name)?api-version=1.0", host: "login.microsoftonline.com"
        ).json()
        #expect(body["account_type"]?.stringValue == type)
        #expect(body["ver"] == "1.0")
    }
}
