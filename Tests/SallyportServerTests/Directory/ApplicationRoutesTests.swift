import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Graph applications, identity.md D.6")
struct ApplicationRoutesTests {
    @Test("POST makes an application with an object ID and a client ID, and no service principal")
    func creates() async throws {
        let world = try await DirectoryWorld()
        let answer = try await world.send(
            .post, "/applications",
            body: [
                "displayName": "Collector", "signInAudience": "AzureADMultipleOrgs",
                "web": ["redirectUris": ["https://contoso.example/cb"]],
                "publicClient": ["redirectUris": ["http://localhost"]],
                "requiredResourceAccess": [
                    [
                        "resourceAppId": "8ee8fdad-f234-4243-8f3b-15c294843740",
                        "resourceAccess": [["id": "a9790345-4595-42e4-971a-ccdc79f19b7c", "type": "Role"]],
                    ]
                ],
            ])
        #expect(answer.status == 201)
        let body = try answer.json()
        #expect(body["@odata.context"] == "https://localhost:8443/v1.0/$metadata#applications/$entity")
        #expect(answer.location?.contains(body["id"]?.text_ ?? "-") == true)
        #expect(body["id"] != body["appId"])
        #expect(body["publisherDomain"] == "contoso.example")
        #expect(body["web"]?["redirectUris"] == ["https://contoso.example/cb"])
        #expect(
            body["requiredResourceAccess"]?.arrayValue?.first?["resourceAccess"]?.arrayValue?.first?["type"] == "Role")
        #expect(body["passwordCredentials"] == [])
        let principal = try await world.send(.get, "/servicePrincipals(appId='\(body["appId"]?.text_ ?? "")')")
        #expect(principal.refusal == "404 Request_ResourceNotFound")
    }

    @Test("One application by object ID, alternate key and filter")
    func finds() async throws {
        let world = try await DirectoryWorld()
        let made = try await world.register("Finder", [("uniqueName", "find'er")])
        _ = try await world.register("Other")
        let (id, appID) = (made["id"]?.text_ ?? "", made["appId"]?.text_ ?? "")
        for path in [
            "/applications/\(id)", "/applications(appId='\(appID)')", "/applications(appId=%27\(appID)%27)",
            "/applications(uniqueName='find''er')",
        ] {
            #expect(try await world.send(.get, path).json()["id"] == made["id"], "\(path)")
        }
        for filter in [
            "appId eq '\(appID)'", "displayName eq 'finder'", "startswith(displayName,'Fin')",
            "id eq '\(id)' and signInAudience eq 'AzureADMyOrg'",
        ] {
            let found = try await world.send(.get, "/applications?$filter=\(filter)").json()
            #expect(found.ids == [id], "\(filter)")
        }
    }

    @Test(
        "Wrong keys, queries and bodies, each with its code",
        arguments: [
            ("GET", "/applications/no-guid", "400 Request_BadRequest"),
            ("GET", "/applications/11111111-1111-4111-8111-111111111111", "404 Request_ResourceNotFound"),
            ("GET", "/applications(appId='no-guid')", "400 Request_BadRequest"),
            ("GET", "/applications?$filter=displayName eq", "400 Request_BadRequest"),
            ("GET", "/applications?$filter=displayNam eq 'x'", "400 Request_BadRequest"),
            ("GET", "/applications?$top=1000", "400 Request_BadRequest"),
            ("GET", "/applications?$search=\"displayName:x\"", "400 Request_UnsupportedQuery"),
            ("GET", "/applications?$skip=1", "400 Request_UnsupportedQuery"),
            ("GET", "/applications?$expand=owners", "400 Request_UnsupportedQuery"),
            ("DELETE", "/applications/11111111-1111-4111-8111-111111111111", "404 Request_ResourceNotFound"),
        ])
    func refuses(method: String, path: String, refusal: String) async throws {
        let world = try await DirectoryWorld()
        _ = try await world.register()
        let method = try #require(HTTPRequest.Method(rawValue: method))
        #expect(try await world.send(method, path).refusal == refusal)
    }

    @Test(
        "Wrong bodies of POST",
        arguments: [
            (#"{"displayName":""}"#, "400 Request_BadRequest"), ("{}", "400 Request_BadRequest"),
            ("[]", "400 Request_BadRequest"), ("{", "400 Request_BadRequest"), ("", "400 Request_BadRequest"),
            (#"{"displayName":"x","displayNam":"y"}"#, "400 Request_BadRequest"),
            (#"{"displayName":"x","appId":"11111111-1111-4111-8111-111111111111"}"#, "400 Request_BadRequest"),
            (#"{"displayName":"x","signInAudience":"Everybody"}"#, "400 Request_BadRequest"),
            (#"{"displayName":"x","tags":"t"}"#, "400 Request_BadRequest"),
            (
                #"{"displayName":"x","identifierUris":["https://fabrikam.example/x"]}"#,
                "400 HostNameNotOnVerifiedDomain"
            ),
            (#"{"displayName":"x","web":{"redirectUris":["http://contoso.example"]}}"#, "400 Request_BadRequest"),
            (#"{"displayName":"x","passwordCredentials":[{"displayName":"p"}]}"#, "400 Request_BadRequest"),
            (#"{"displayName":"x","keyCredentials":[{"key":"AAAA"}]}"#, "400 KeyCredentialsInvalidValue"),
        ])
    func refusesBodies(body: String, refusal: String) async throws {
        let world = try await DirectoryWorld()
        var headers: HTTPFields = [.authorization: "Bearer \(try await world.token(DirectoryWorld.registrar))"]
        headers[.contentType] = "application/json"
        let answer = try await world.world.send(
            .post, "/v1.0/applications", headers: headers, body: Array(body.utf8))
        #expect(answer.refusal == refusal, "\(answer.text)")
        let inner = try answer.json()["error"]?["innerError"]
        #expect(inner?["request-id"]?.stringValue != nil && inner?["date"]?.stringValue != nil)
        #expect(try await world.home.applications().isEmpty)
    }

    @Test("$select shows what it names, $count counts, $top cuts and @odata.nextLink leads through the rest")
    func pages() async throws {
        let world = try await DirectoryWorld()
        for index in 0..<5 { _ = try await world.register("App \(index)") }
        var path = "/applications?$top=2&$select=displayName,id&$count=true&$filter=startswith(displayName,'App')"
        var names: [String] = []
        var pages = 0
        while pages < 10 {
            let body = try await world.send(.get, path).json()
            pages += 1
            #expect(body["@odata.count"] == 5)
            for value in body["value"]?.arrayValue ?? [] {
                #expect(value.objectValue?.list.map(\.name) == ["id", "displayName"])
                names.append(value["displayName"]?.text_ ?? "")
            }
            guard let next = body["@odata.nextLink"]?.stringValue else { break }
            #expect(next.hasPrefix("https://localhost:8443/v1.0/applications?"))
            path = String(next.dropFirst("https://localhost:8443/v1.0".count))
        }
        #expect(pages == 3 && names == (0..<5).map { "App \($0)" })
        let eventual: HTTPFields = [try #require(HTTPField.Name("ConsistencyLevel")): "eventual"]
        let searched = try await world.send(.get, "/applications?$search=\"displayName:app\"", headers: eventual).json()
        #expect(searched.ids.count == 5)
        let sorted = try await world.send(.get, "/applications?$orderby=displayName desc&$top=1").json()
        #expect(sorted["value"]?.arrayValue?.first?["displayName"] == "App 4")
        let count = try await world.send(.get, "/applications/$count", headers: eventual)
        #expect(count.text.trimmingCharacters(in: .whitespacesAndNewlines) == "5")
    }

    @Test("PATCH changes what the body names: null clears, absence keeps, collections are replaced as a whole")
    func patches() async throws {
        let world = try await DirectoryWorld()
        let made = try await world.register(
            "Before", as: DirectoryWorld.registrar,
            [
                ("notes", "n"), ("tags", ["a", "b"]),
                ("web", ["redirectUris": ["https://contoso.example/1"], "homePageUrl": "https://contoso.example"]),
            ])
        let path = "/applications/\(made["id"]?.text_ ?? "")"
        let answer = try await world.send(
            .patch, path,
            body: [
                "displayName": "After", "notes": nil, "tags": ["c"],
                "web": ["redirectUris": ["https://contoso.example/2"]],
            ])
        #expect(answer.status == 204 && answer.bytes.isEmpty)
        let body = try await world.send(.get, path).json()
        #expect(body["displayName"] == "After" && body["notes"] == .null && body["tags"] == ["c"])
        #expect(body["web"]?["redirectUris"] == ["https://contoso.example/2"])
        #expect(body["web"]?["homePageUrl"] == "https://contoso.example")
        #expect(body["signInAudience"] == made["signInAudience"])
    }

    @Test("DELETE is soft: the application is gone and can be restored")
    func deletes() async throws {
        let world = try await DirectoryWorld()
        let id = try await world.register()["id"]?.text_ ?? ""
        #expect(try await world.send(.delete, "/applications/\(id)").status == 204)
        #expect(try await world.send(.get, "/applications/\(id)").refusal == "404 Request_ResourceNotFound")
        let restored = try await world.send(
            .post, "/directory/deletedItems/\(id)/restore", as: .user(world.world.admin, scopes: DirectoryWorld.scopes))
        #expect(restored.status == 200)
        #expect(try await world.send(.get, "/applications/\(id)").status == 200)
    }

    @Test("addPassword shows the secret once; it gets a token; removePassword ends it")
    func passwords() async throws {
        let world = try await DirectoryWorld()
        let made = try await world.register()
        let (id, appID) = (made["id"]?.text_ ?? "", made["appId"]?.text_ ?? "")
        let answer = try await world.send(
            .post, "/applications(appId='\(appID)')/addPassword",
            body: ["passwordCredential": ["displayName": "first", "endDateTime": "2027-01-01T00:00:00Z"]])
        #expect(answer.status == 200)
        #expect(answer.headers[.cacheControl] == "no-store")
        let shown = try answer.json()
        let secret = shown["secretText"]?.text_ ?? ""
        #expect(secret.hasPrefix(shown["hint"]?.text_ ?? "-") && secret.count >= 16)
        #expect(shown["endDateTime"] == "2027-01-01T00:00:00Z")
        let listed = try await world.send(.get, "/applications/\(id)")
        #expect(!listed.text.contains(secret))
        #expect(try listed.json()["passwordCredentials"]?.arrayValue?.first?["secretText"] == .null)
        _ = try await world.send(.post, "/servicePrincipals", body: ["appId": .string(appID)])
        func token() async throws -> Int {
            try await world.world.token([
                ("grant_type", "client_credentials"), ("client_id", appID), ("client_secret", secret),
                ("scope", "https://graph.microsoft.com/.default"),
            ]).status
        }
        #expect(try await token() == 200)
        let removal: JSONTree = ["keyId": shown["keyId"] ?? nil]
        #expect(try await world.send(.post, "/applications/\(id)/removePassword", body: removal).status == 204)
        #expect(try await token() == 401)
        let again = try await world.send(.post, "/applications/\(id)/removePassword", body: removal)
        #expect(again.refusal == "400 Request_BadRequest")
        let chosen = try await world.send(
            .post, "/applications/\(id)/addPassword", body: ["passwordCredential": ["secretText": "my own"]])
        #expect(chosen.refusal == "400 Request_BadRequest")
    }
}

@Suite("Certificates of applications: PATCH keyCredentials, addKey and its proof, identity.md D.4 and D.6")
struct ApplicationKeyTests {
    private struct Rolled {
        let world: DirectoryWorld
        let id: String
        let appID: UUID
        let certificate: TestCertificate
    }

    private static func der(_ certificate: TestCertificate) -> JSONTree {
        [
            "type": "AsymmetricX509Cert", "usage": "Verify",
            "key": .string(certificate.certificateDER.base64EncodedString()),
        ]
    }

    private func start() async throws -> Rolled {
        let world = try await DirectoryWorld()
        let certificate = try TestCertificate()
        let made = try await world.register()
        let id = made["id"]?.text_ ?? ""
        let patch = try await world.send(
            .patch, "/applications/\(id)", body: ["keyCredentials": [Self.der(certificate)]])
        #expect(patch.status == 204, "\(patch.text)")
        return Rolled(
            world: world, id: id, appID: try #require(UUID(uuidString: made["appId"]?.text_ ?? "")),
            certificate: certificate)
    }

    private func proof(
        _ rolled: Rolled, by certificate: TestCertificate? = nil, audience: String = KeyProof.audience,
        issuer: String? = nil, life: Int64 = 600
    ) throws -> String {
        let now = WireTime.epoch(rolled.world.world.clock.now)
        let payload: JSONTree = [
            "aud": .string(audience), "iss": .string(issuer ?? rolled.id), "nbf": .integer(now),
            "exp": .integer(now + life),
        ]
        let header: JSONTree = ["alg": "RS256", "typ": "JWT"]
        let text = Base64URL.encode(header.bytes) + "." + Base64URL.encode(payload.bytes)
        let signature = try (certificate ?? rolled.certificate).signRS256(Data(text.utf8))
        return text + "." + Base64URL.encode(Array(signature))
    }

    @Test("A first certificate comes by PATCH; its material shows only when selected")
    func patchesFirst() async throws {
        let rolled = try await start()
        let hidden = try await rolled.world.send(.get, "/applications/\(rolled.id)").json()
        let credential = hidden["keyCredentials"]?.arrayValue?.first
        #expect(credential?["key"] == .null)
        #expect(credential?["customKeyIdentifier"]?.stringValue != nil)
        let shown = try await rolled.world.send(.get, "/applications/\(rolled.id)?$select=keyCredentials").json()
        #expect(shown["keyCredentials"]?.arrayValue?.first?["key"] == Self.der(rolled.certificate)["key"])
    }

    @Test("addKey takes a proof, also from the application itself without any permission; removeKey as well")
    func rolls() async throws {
        let rolled = try await start()
        let second = try TestCertificate(commonName: "second")
        let itself = DirectoryWorld.Who.app(roles: [], appID: rolled.appID)
        let added = try await rolled.world.send(
            .post, "/applications/\(rolled.id)/addKey", as: itself,
            body: ["keyCredential": Self.der(second), "passwordCredential": nil, "proof": .string(try proof(rolled))])
        #expect(added.status == 200, "\(added.text)")
        let keyID = try added.json()["keyId"] ?? nil
        let removed = try await rolled.world.send(
            .post, "/applications/\(rolled.id)/removeKey",
            body: ["keyId": keyID, "proof": .string(try proof(rolled, by: second))])
        #expect(removed.status == 204, "\(removed.text)")
        let stranger = try await rolled.world.send(
            .post, "/applications/\(rolled.id)/addKey", as: .app(roles: []),
            body: ["keyCredential": Self.der(second), "proof": .string(try proof(rolled))])
        #expect(stranger.refusal == "403 Authorization_RequestDenied")
    }

    enum Flaw: String, CaseIterable, Sendable { case missing, garbage, foreignKey, audience, issuer, life, late }

    @Test("H.22: a proof that proves nothing is refused", arguments: Flaw.allCases)
    func refuses(flaw: Flaw) async throws {
        let rolled = try await start()
        let text: JSONTree =
            switch flaw {
            case .missing: nil
            case .garbage: "a.b.c"
            case .foreignKey: .string(try proof(rolled, by: try TestCertificate(commonName: "foreign")))
            case .audience: .string(try proof(rolled, audience: "https://graph.microsoft.com"))
            case .issuer: .string(try proof(rolled, issuer: rolled.appID.lowercaseText))
            case .life: .string(try proof(rolled, life: 601))
            case .late: .string(try proof(rolled))
            }
        if flaw == .late { rolled.world.world.clock.advance(by: 600 + 301) }
        let answer = try await rolled.world.send(
            .post, "/applications/\(rolled.id)/addKey",
            body: ["keyCredential": Self.der(rolled.certificate), "proof": text])
        #expect(answer.refusal == "400 Authentication_MissingOrMalformed")
        let keys = try #require(try await rolled.world.home.application(appID: rolled.appID)).keyCredentials
        #expect(keys.count == 1)
    }
}
