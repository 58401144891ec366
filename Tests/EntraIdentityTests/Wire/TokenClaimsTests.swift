import EntraIdentity
import Foundation
import ServiceCore
import Testing

@Suite("Tokens taken apart, RFC 7515 §7.1")
struct JSONWebTokenTests {
    @Test func headerClaimsAndSignatureAreRead() throws {
        let token = try JSONWebToken(parsing: World.token(["sub": "s", "aud": "a"]))
        #expect(token.header.algorithm == "RS256")
        #expect(token.header.keyID == "k")
        #expect(token.signature == Data("no signature".utf8))
    }

    @Test func paddingOnSegmentsIsTolerated() throws {
        let text = try World.token(["sub": "s"])
        let padded = text.split(separator: ".")
            .map { segment in String(segment) + String(repeating: "=", count: (4 - segment.count % 4) % 4) }
            .joined(separator: ".")
        #expect(try JSONWebToken(parsing: padded).claimsData == JSONWebToken(parsing: text).claimsData)
    }

    @Test(arguments: ["", "a.b", "a.b.c.d", "..", "e30.e30", "e30.e30.e30 ", "\"e30.e30.e30\"", "!!.e30.e30"])
    func otherTextsAreRefused(text: String) throws {
        let error = try #require(throws: AuthenticationError.self) { try JSONWebToken(parsing: text) }
        #expect(error.aadsts == 50_027)
    }

    @Test func sizeIsLimited() throws {
        let text = try World.token(["x": String(repeating: "y", count: JSONWebToken.maximumBytes)])
        #expect(throws: AuthenticationError.self) { try JSONWebToken(parsing: text) }
    }

    @Test(arguments: [#""one""#, #"["one"]"#])
    func certificateChainIsAListOrOneText(form: String) throws {
        let header = Base64Text.urlSafe(Data(#"{"alg":"PS256","x5t#S256":"t","x5c":\#(form)}"#.utf8))
        let token = try JSONWebToken(parsing: "\(header).e30.e30")
        #expect(token.header.certificateChain?.values == ["one"])
        #expect(token.header.thumbprintSHA256 == "t")
    }

    @Test(arguments: ["5", "5.0", "5.9", #""5""#])
    func timesAreNumbersFractionsOrTexts(form: String) throws {
        struct Holder: Codable { var exp: EpochSeconds }
        let holder = try JSONDecoder().decode(Holder.self, from: Data(#"{"exp":\#(form)}"#.utf8))
        #expect(holder.exp.rawValue == 5)
        #expect(String(decoding: try JSONEncoder().encode(holder), as: UTF8.self) == #"{"exp":5}"#)
    }
}

@Suite("Claims, identity B.9")
struct TokenClaimsTests {
    static let v1 = """
        {"aud":"https://api.security.microsoft.com","iss":"https://sts.windows.net/\(World.tenant)/","iat":1,"nbf":1,\
        "exp":3601,"aio":"x","appid":"\(World.client)","appidacr":"1","idp":"https://sts.windows.net/\(World.tenant)/",\
        "idtyp":"app","oid":"o","rh":"r","roles":["Incident.Read.All"],"sub":"o","tid":"\(World.tenant)","uti":"u",\
        "ver":"1.0"}
        """
    static let user = """
        {"aud":["\(World.client)"],"iss":"https://login.microsoftonline.com/\(World.tenant)/v2.0","iat":1,"nbf":1,\
        "exp":3601,"azp":"\(World.client)","azpacr":"0","oid":"o","scp":"Incident.Read User.Read","sub":"s",\
        "tid":"\(World.tenant)","ver":"2.0","wids":["w"],"xms_cc":["CP1"],"preferred_username":"ada@contoso.test"}
        """

    @Test func applicationTokenIsRead() throws {
        let claims = try JSONDecoder().decode(AccessTokenClaims.self, from: Data(Self.v1.utf8))
        #expect(claims.isAppOnly)
        #expect(claims.clientID == World.client)
        #expect(claims.roleSet == ["Incident.Read.All"])
        #expect(claims.scopes.isEmpty)
        #expect(claims.remainingLife(at: Date(timeIntervalSince1970: 1)) == .seconds(3_600))
    }

    @Test func userTokenIsRead() throws {
        let claims = try JSONDecoder().decode(AccessTokenClaims.self, from: Data(Self.user.utf8))
        #expect(!claims.isAppOnly)
        #expect(claims.scopes == ["Incident.Read", "User.Read"])
        #expect(claims.clientID == World.client)
        #expect(claims.audience.only == World.client)
    }

    @Test(arguments: [v1, user])
    func roundTrip(text: String) throws {
        let claims = try JSONDecoder().decode(AccessTokenClaims.self, from: Data(text.utf8))
        #expect(try JSONDecoder().decode(AccessTokenClaims.self, from: JSONEncoder().encode(claims)) == claims)
    }

    @Test func tokenForAnotherAPIMayBeUnreadable() {
        #expect(AccessTokenClaims(unvalidated: "opaque") == nil)
        #expect(AccessTokenClaims(unvalidated: "e30.e30.e30") == nil)
    }

    @Test func idTokenRoundTrip() throws {
        let token = try JSONWebToken(parsing: World.token(World.idClaims(nonce: "n")))
        let claims = try token.claims(as: IDTokenClaims.self)
        #expect(claims.username == "ada@contoso.test")
        #expect(try JSONDecoder().decode(IDTokenClaims.self, from: JSONEncoder().encode(claims)) == claims)
    }

    @Test func metadataSurvivesWithUnknownMembers() throws {
        let text = """
            {"issuer":"https://h/{tenantid}/v2.0","authorization_endpoint":"https://h/a","token_endpoint":"https://h/t",\
            "jwks_uri":"https://h/k","device_authorization_endpoint":"https://h/d","tenant_region_scope":null,\
            "request_uri_parameter_supported":false,"new_member":{"x":1},"scopes_supported":["openid"]}
            """
        let document = try JSONDecoder().decode(MetadataDocument.self, from: Data(text.utf8))
        #expect(try JSONDecoder().decode(MetadataDocument.self, from: JSONEncoder().encode(document)) == document)
        #expect(document.requestURIParameterSupported == false)
    }

    @Test func keySetInstanceAndRealmSurvive() throws {
        let keys = KeySet(keys: [.init(keyID: "k", modulus: "n", exponent: "AQAB", certificateChain: ["c"])])
        #expect(try JSONDecoder().decode(KeySet.self, from: JSONEncoder().encode(keys)) == keys)
        let instance = InstanceDiscovery(
            tenantDiscoveryEndpoint: "https://h/x",
            metadata: [.init(preferredNetwork: "h", preferredCache: "c", aliases: ["h", "c"])])
        #expect(try JSONDecoder().decode(InstanceDiscovery.self, from: JSONEncoder().encode(instance)) == instance)
        let realm = UserRealm(accountType: "Managed", domainName: "contoso.test")
        #expect(try JSONDecoder().decode(UserRealm.self, from: JSONEncoder().encode(realm)) == realm)
    }
}
