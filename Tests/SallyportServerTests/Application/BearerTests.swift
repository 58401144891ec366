import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Bearer tokens at the APIs, defender-api F4, identity H.34, H.37")
struct BearerTests {
    /// A path of each family that no route serves: what is not refused for its token is refused for its path.
    private static let graph = "/v1.0/nothing/here"
    private static let defender = "/api/nothing/here"

    private func stage() async throws -> (TestWorld, TestWorld.Registration) {
        let world = try await TestWorld()
        return (world, try await world.register())
    }

    private func token(_ world: TestWorld, _ app: TestWorld.Registration, _ scope: String) async throws -> String {
        try #require(try await world.appToken(app, scope: scope).json()["access_token"]?.stringValue)
    }

    private func call(_ world: TestWorld, _ path: String, _ token: String?, host: String = "localhost:8443")
        async throws -> TestWorld.Answer
    {
        try await world.get(path, host: host, headers: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
    }

    @Test(arguments: [
        ("https://graph.microsoft.com/.default", "/v1.0/nothing/here", 404),
        ("https://graph.microsoft.com/.default", "/api/nothing/here", 401),
        ("https://api.security.microsoft.com/.default", "/api/nothing/here", 404),
        ("https://api.security.microsoft.com/.default", "/v1.0/nothing/here", 401),
        // Programs mix the two Defender families: all their audiences are accepted together, clients.md.
        ("https://api.securitycenter.microsoft.com/.default", "/api/nothing/here", 404),
        ("https://api.securitycenter.windows.com/.default", "/api/nothing/here", 404),
        ("https://securitycenter.onmicrosoft.com/windowsatpservice/.default", "/api/nothing/here", 404),
        ("8ee8fdad-f234-4243-8f3b-15c294843740/.default", "/api/nothing/here", 404),
    ])
    func takesTheAudiencesOfItsFamily(scope: String, path: String, status: Int) async throws {
        let (world, app) = try await stage()
        #expect(try await call(world, path, try await token(world, app, scope)).status == status)
    }

    @Test func refusesInTheWordsOfEachFamily() async throws {
        let (world, app) = try await stage()
        let wrong = try await token(world, app, "https://api.security.microsoft.com/.default")
        let graphRows: [(String?, String)] = [
            (nil, "Access token is empty."), ("x", "CompactToken parsing failed with error code: 80049217"),
            (wrong, "Access token validation failure. Invalid audience."),
        ]
        for (token, message) in graphRows {
            let answer = try await call(world, Self.graph, token)
            let error = try answer.json()["error"]
            #expect(answer.status == 401)
            #expect(error?["code"] == "InvalidAuthenticationToken" && error?["message"]?.stringValue == message)
            #expect(error?["innerError"]?["request-id"]?.stringValue == answer.headers[.requestID])
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer ") == true)
        }
        let answer = try await call(world, Self.defender, nil)
        let error = try answer.json()["error"]
        #expect(answer.status == 401 && error?["code"] == "Unauthorized")
        #expect(error?["target"]?.stringValue == answer.headers[.xMsRequestID])
    }

    @Test func refusesExpiredAndForgedTokens() async throws {
        let (world, app) = try await stage()
        let good = try await token(world, app, "https://graph.microsoft.com/.default")
        var parts = good.split(separator: ".").map(String.init)
        parts[2] = String(parts[2].dropLast(4)) + (parts[2].hasSuffix("AAAA") ? "BBBB" : "AAAA")
        #expect(try await call(world, Self.graph, parts.joined(separator: ".")).text.contains("Invalid signature"))
        for header in [#"{"alg":"none","typ":"JWT"}"#, #"{"alg":"HS256","kid":"x"}"#] {
            let forged = Base64URL.encode(header.utf8) + "." + good.split(separator: ".")[1] + "."
            #expect(try await call(world, Self.graph, forged).status == 401)
        }
        let expiry = try #require(try CompactJWS(parsing: good).payload["exp"]?.integerValue)
        world.clock.advance(by: Double(expiry) + 299 - world.clock.now.timeIntervalSince1970)
        #expect(try await call(world, Self.graph, good).status == 404)
        world.clock.advance(by: 2)
        #expect(try await call(world, Self.graph, good).text.contains("the token is expired"))
    }

    @Test func refusesAnIDTokenAndATokenOfAVanishedTenant() async throws {
        let (world, app) = try await stage()
        let now = Int64(world.clock.now.timeIntervalSince1970)
        let base: JSONTree = [
            "aud": "https://graph.microsoft.com",
            "iss": .string("https://localhost:8443/\(world.contoso.lowercaseText)/"),
            "iat": .integer(now), "nbf": .integer(now), "exp": .integer(now + 600), "ver": "1.0",
            "tid": .string(world.contoso.lowercaseText), "oid": .string(world.reader.id.lowercaseText), "sub": "x",
        ]
        func sign(_ change: (inout JSONTree.Members) -> Void) throws -> String {
            guard var members = base.objectValue else { return "" }
            change(&members)
            return try world.dependencies.keys.signer.sign(.object(members), withThumbprint: true)
        }
        #expect(try await call(world, Self.graph, try sign { _ in }).status == 401)
        let client = JSONTree.string(app.clientID)
        #expect(try await call(world, Self.graph, try sign { $0["appid"] = client }).status == 404)
        let gone = UUID(uuidString: "00000000-0000-4000-8000-0000000000ff")?.lowercaseText ?? ""
        let changes: [(inout JSONTree.Members) -> Void] = [
            { $0["tid"] = .string(gone) },
            {
                $0["tid"] = .string(gone); $0["iss"] = .string("https://localhost:8443/\(gone)/")
            },
            { $0["iss"] = "https://evil.example/" }, { $0["iss"] = "https://localhost:8443/" }, { $0["ver"] = "3.0" },
            { $0["nbf"] = .integer(now + 400) }, { $0["exp"] = nil }, { $0["idtyp"] = "user" },
        ]
        for (index, change) in changes.enumerated() {
            let token = try sign {
                $0["appid"] = client; change(&$0)
            }
            #expect(try await call(world, Self.graph, token).status == 401, "\(index)")
        }
    }

    @Test func H37challengesAClientThatUnderstandsItAfterARevocation() async throws {
        let world = try await TestWorld()
        let app = try await world.register { $0.isFallbackPublicClient = true }
        try await world.consent(app, resource: .microsoftGraph, scopes: ["User.Read"])
        func token(_ claims: String?) async throws -> String {
            var form = [
                ("grant_type", "password"), ("client_id", app.clientID), ("username", "rita@contoso.example"),
                ("password", TestWorld.password.reveal), ("scope", "https://graph.microsoft.com/User.Read"),
            ]
            if let claims { form.append(("claims", claims)) }
            return try #require(try await world.token(form).json()["access_token"]?.stringValue)
        }
        let able = try await token(#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#)
        let other = try await token(nil)
        #expect(try await call(world, Self.graph, able).status == 404)
        world.clock.advance(by: 2)
        try await world.database.handle(for: world.contoso).revokeSignInSessions(ofUser: world.reader.id)
        let answer = try await call(world, Self.graph, able)
        #expect(answer.status == 401)
        let challenge = try #require(answer.headers[.wwwAuthenticate])
        #expect(challenge.contains("error=\"insufficient_claims\""))
        #expect(challenge.contains("authorization_uri=\"https://localhost:8443/common/oauth2/authorize\""))
        let encoded = try #require(challenge.components(separatedBy: "claims=\"").last?.prefix { $0 != "\"" })
        let claims = try JSONReader.read(try #require(Data(base64Encoded: String(encoded))))
        #expect(claims["access_token"]?["nbf"]?["essential"] == true)
        // Tokens of clients that cannot be challenged live until they end.
        #expect(try await call(world, Self.graph, other).status == 404)
    }

    @Test func namesThePermissionsThatAreMissing() throws {
        let caller = try Self.caller(roles: ["Machine.Read.All"])
        let failure = try #require(throws: APIFailure.self) { try caller.require(.xdrReadIncidents) }
        #expect(failure.status == .forbidden && failure.code == "Forbidden")
        #expect(
            failure.message
                == "Missing application roles. API required roles: Incident.Read.All,Incident.ReadWrite.All, "
                + "application roles: Machine.Read.All.")
        #expect(throws: Never.self) { try Self.caller(roles: ["Incident.ReadWrite.All"]).require(.xdrReadIncidents) }
        let user = try Self.caller(scopes: ["Incident.Read"])
        #expect(throws: Never.self) { try user.require(.xdrReadIncidents) }
        let delegated = try #require(throws: APIFailure.self) { try user.require(.xdrUpdateIncidents) }
        #expect(delegated.message.hasPrefix("Missing application scopes. API required scopes: Incident.ReadWrite,"))
        // Roles do not help a user's token, nor scopes an application's.
        #expect(throws: APIFailure.self) {
            try Self.caller(roles: ["Incident.ReadWrite.All"], scopes: ["x"]).require(.xdrUpdateIncidents)
        }
        let denied = try #require(throws: APIFailure.self) { try user.requireInDirectory(.graphHunting) }
        #expect(denied.code == "Authorization_RequestDenied")
    }

    private static func caller(roles: Set<String> = [], scopes: Set<String>? = nil) throws -> Caller {
        let id = try #require(UUID(uuidString: "00000000-0000-4000-8000-000000000001"))
        return Caller(
            tenantID: id, clientAppID: id, servicePrincipalObjectID: scopes == nil ? id : nil,
            userObjectID: scopes == nil ? nil : id, audience: .microsoftThreatProtection, roles: roles,
            scopes: scopes ?? [], wids: [], isAppOnly: scopes == nil, tokenID: "t", understandsChallenges: false,
            userPrincipalName: nil)
    }
}
