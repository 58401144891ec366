import EntraIdentity
import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import Testing

@testable import SallyportServer

@Suite("Surfaces, hosts and limits, design 2, identity H.50–H.56")
struct SurfaceTests {
    @Test(arguments: [
        ("localhost:8443", "/v1.0/me", Surface.graph), ("localhost:8443", "/beta/me", .graph),
        ("localhost:8443", "/api/incidents", .defender), ("localhost:8443", "/API/incidents", .defender),
        ("localhost:8443", "/common/oauth2/token", .identity),
        ("127.0.0.1:9", "/contoso.example/oauth2/token", .identity),
        ("[::1]:8443", "/device", .identity), ("localhost", "/", .own), ("localhost", "/portal", .own),
        ("login.microsoftonline.com", "/v1.0/x", .identity), ("LOGIN.windows.net:443", "/common/x", .identity),
        ("sts.windows.net", "/x", .identity), ("graph.microsoft.com", "/v1.0/me", .graph),
        ("graph.microsoft.us", "/v1.0/me", .graph), ("api.security.microsoft.com", "/api/incidents", .defender),
        ("api-eu.securitycenter.microsoft.com", "/api/alerts", .defender),
        ("us.api.security.microsoft.com", "/api/x", .defender),
        ("api-gov.security.microsoft.us", "/api/incidents", .defender), ("security.microsoft.com", "/", .own),
    ])
    func isChosenByHostThenByPath(host: String, path: String, surface: Surface) throws {
        let authority: SallyportServer.Authority = try #require(.init(parsing: host))
        #expect(HostDirectory().surface(of: authority, path: path) == surface)
    }

    @Test(arguments: [
        ("graph.microsoft.com", "/api/incidents"), ("api.security.microsoft.com", "/v1.0/me"),
        ("graph.microsoft.com", "/common/oauth2/v2.0/token"),
    ])
    func hasNothingOfAnotherSurfaceOnACloudHost(host: String, path: String) async throws {
        let world = try await TestWorld()
        #expect(try await world.get(path, host: host).status == 404)
    }

    @Test(arguments: [
        "evil.example", "localhost.evil.example", "login.microsoftonline.com.evil.example", "169.254.169.254", "",
        "a b", "localhost:0", "localhost:x", "[::2]",
    ])
    func H53refusesHostsThatAreNotOnTheList(host: String) async throws {
        let world = try await TestWorld()
        let answer = try await world.get("/common/v2.0/.well-known/openid-configuration", host: host)
        #expect(answer.status == 421)
        #expect(host.isEmpty || !answer.text.contains(host))
    }

    @Test(arguments: [
        ("/v1.0//security/incidents", "/v1.0/security/incidents"), ("//common//x/", "/common/x"), ("/", "/"),
        ("/a/b?next=//c/", "/a/b?next=//c/"), ("/a//?x=1", "/a?x=1"), ("/v1.0/users('a%2Fb')", "/v1.0/users('a%2Fb')"),
    ])
    func mergesSlashes(target: String, normalised: String) {
        #expect(RequestPath.normalised(target) == normalised)
    }

    @Test func H51boundsBodiesAndParameters() async throws {
        let world = try await TestWorld()
        let path = "/contoso.example/oauth2/v2.0/token"
        let big = try await world.send(.post, path, body: [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20 + 1))
        #expect(big.status == 413)
        let announced = try await world.send(.post, path, headers: [.contentLength: "99999999"], body: [])
        #expect(announced.status == 413)
        let many = (0...100).map { ("p\($0)", "x") }
        #expect(try await world.post(path, many).refused().number == 9_002_313)
        let long = String(repeating: "a", count: 70_000)
        #expect(try await world.get("/v1.0/me", headers: [.authorization: "Bearer \(long).a.a"]).status == 401)
    }

    @Test func H56unknownErrorsAndPathsSayNothingOfTheInside() async throws {
        let world = try await TestWorld()
        for path in ["/nothing/of/the/kind", "/portal/x", "/contoso.example/oauth2/v2.0/nothing"] {
            let answer = try await world.get(path)
            #expect(answer.status == 404)
            #expect(!answer.text.contains("Swift") && !answer.text.contains("/work") && !answer.text.contains("SQL"))
        }
        struct Inner: Error, CustomStringConvertible { var description: String { "secret canary" } }
        let context = TenantContext(logger: world.dependencies.logger, remoteAddress: nil)
        let response = SurfaceResponder.render(Inner(), context: context, now: world.clock.now)
        #expect(response.status == .internalServerError)
    }
}

@Suite("Values of the application shell")
struct ShellValueTests {
    @Test(arguments: [
        ("localhost:8443", "localhost:8443"), ("LOCALHOST", "localhost"), ("[::1]:8443", "[::1]:8443"),
        ("login.microsoftonline.com:443", "login.microsoftonline.com"),
    ])
    func authoritiesPrintAsInURLs(text: String, printed: String) {
        #expect(Authority(parsing: text)?.description == printed)
    }

    @Test(arguments: [
        (0.0, "1970-01-01 00:00:00Z"), (1_790_000_000.9, "2026-09-21 14:13:20Z"), (951_827_696, "2000-02-29 12:34:56Z"),
        (-1, "1969-12-31 23:59:59Z"), (4_102_444_800, "2100-01-01 00:00:00Z"),
    ])
    func instantsPrintInUTC(seconds: Double, text: String) {
        #expect(WireTime.text(Date(timeIntervalSince1970: seconds), separator: " ", zone: "Z") == text)
    }

    @Test(arguments: [
        #"{"a":[1,-2.5,true,null,"x\u00e9\n\ud83d\ude00"],"b":{}}"#, "[]", #""""#, "0", "-1e3",
    ])
    func jsonSurvivesARoundTrip(text: String) throws {
        let tree = try JSONReader.read(text.utf8)
        #expect(try JSONReader.read(tree.bytes) == tree)
    }

    @Test(arguments: [
        "", "{", #"{"a":1,"a":2}"#, "[1,]", "01", "+1", "1.", "nul", #""\ud800""#, "\"\u{1}\"", "1 2", "{a:1}",
        String(repeating: "[", count: 40) + String(repeating: "]", count: 40), #""\u+123""#,
    ])
    func jsonReaderRefuses(text: String) {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(text.utf8) }
    }

    @Test func passwordsOfSeededUsersAreReadableAndFollowFromTheKey() throws {
        let key = AdminKey(bytes: [UInt8](repeating: 1, count: 32))
        let id = try #require(UUID(uuidString: "00000000-0000-4000-8000-000000000001"))
        let password = key.password(of: id).reveal
        #expect(password == key.password(of: id).reveal)
        #expect(password != AdminKey(bytes: [UInt8](repeating: 2, count: 32)).password(of: id).reveal)
        #expect(password.count == 21)
        #expect("\(key.password(of: id))" == "<redacted>")
    }

    @Test func formsDecodeAsBrowsersEncode() throws {
        let fields = try FormFields(parsing: "\u{FEFF}a=1+2&b=%C3%BC%26&c&d=")
        #expect(fields["a"] == "1 2" && fields["b"] == "ü&")
        #expect(fields["c"] == nil && fields[raw: "c"] == "" && fields["d"] == nil)
        for broken in ["a=%", "a=%zz", "a=%ff", "a=1&a=2", "a=%00"] {
            #expect(throws: IdentityFailure.self) { try FormFields(parsing: broken) }
        }
        let text = "a b&c=d/ü+\r\n\"<>"
        #expect(try FormFields(parsing: FormFields.query([("x", text)]))["x"] == text)
    }

    @Test func failuresSlowDownExponentially() {
        var entry = FailureThrottle.Entry()
        let now = Date(timeIntervalSince1970: 0)
        for _ in 0..<FailureThrottle.tolerated { entry = FailureThrottle.afterFailure(entry, at: now) }
        #expect(entry.blockedUntil == .distantPast)
        var lengths: [TimeInterval] = []
        for _ in 0..<12 {
            entry = FailureThrottle.afterFailure(entry, at: now)
            lengths.append(entry.blockedUntil.timeIntervalSince(now))
        }
        #expect(lengths.prefix(4) == [2, 4, 8, 16])
        #expect(lengths.last == FailureThrottle.longestBlock)
        let later = FailureThrottle.afterFailure(entry, at: now.addingTimeInterval(FailureThrottle.memory + 1))
        #expect(later.failures == 1)
    }
}

@Suite("Pages, identity H.2, H.15, H.18")
struct PageTests {
    @Test func everyTemplateParses() throws {
        _ = try PageTemplates.library()
    }

    @Test func noTemplateHoldsAScriptOrAnEscapedTwiceValue() {
        for template in PageTemplates.all {
            let rest = template.text.replacingOccurrences(of: "{{{", with: "").replacingOccurrences(of: "}}}", with: "")
            for part in rest.components(separatedBy: "{{").dropFirst() {
                let sign = part.first ?? " "
                #expect("#^/<>$".contains(sign), "\(template.name): {{\(part.prefix(20))")
            }
            #expect(!template.text.contains("onclick") && !template.text.contains("src="))
            if template.name != "form-post" { #expect(!template.text.contains("<script")) }
            // Every visible field has a label.
            for kind in ["text", "email", "password"] where template.text.contains("<input type=\"\(kind)\"") {
                #expect(template.text.contains("<label for="))
            }
        }
    }

    @Test(arguments: [
        ("<b>", "&lt;b&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("\"\u{301}x", "&quot;\u{301}x"),
        ("<\u{338}", "&lt;\u{338}"),
        ("a\r\nb", "a&#13;&#10;b"), ("\u{202E}abc\u{0}", "abc"), ("ü", "ü"),
    ])
    func textIsEscapedByCodePoint(text: String, escaped: String) {
        #expect(HTMLText(text).renderText == escaped)
    }

    @Test func theErrorPageOfACodeTellsTheRemedy() async throws {
        let world = try await TestWorld()
        let known = try await world.get("/error?code=50011")
        let remedy = try #require(AADSTS.entry(50011)?.remedy)
        #expect(known.text.contains(HTMLText(remedy).renderText))
        #expect(known.status == 200 && known.text.contains("AADSTS50011"))
        #expect(try await world.get("/error?code=%3Cb%3E").status == 404)
        #expect(try await world.get("/").text.contains("A local tenant is running"))
        #expect(try await world.get("/common/oauth2/nativeclient?code=x").text.contains("You can close this window"))
    }
}
