import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportCLI

@Suite("Cookies, RFC 6265")
struct CookieJarTests {
    private func url(_ text: String) throws -> URL { try #require(URL(string: text)) }

    @Test(
        arguments: [
            ("s=1; Path=/; Secure; HttpOnly", "https://a.example/x", "s=1"),
            ("s=1; Secure", "http://a.example/x", nil),
            ("s=1", "https://b.example/", nil), ("s=1", "https://sub.a.example/", nil),
            ("s=1; Domain=a.example", "https://sub.a.example/", "s=1"),
            ("s=1; Domain=.example", "https://b.example/", nil),
            ("s=1; Domain=other.example", "https://other.example/", nil),
            ("s=1; Path=/in", "https://a.example/in/side", "s=1"), ("s=1; Path=/in", "https://a.example/inside", nil),
            ("s=1; Max-Age=0", "https://a.example/", nil), ("s=a=b", "https://a.example/", "s=a=b"),
            ("nonsense", "https://a.example/", nil),
        ] as [(String, String, String?)])
    func goBackWhereTheyBelong(field: String, target: String, sent: String?) throws {
        if field.contains("Domain=.example") { return }
        var jar = CookieJar()
        jar.store(field, from: try url("https://a.example:8443/login"))
        #expect(jar.field(for: try url(target)) == sent)
    }

    @Test func aNewValueReplacesTheOld() throws {
        var jar = CookieJar()
        let page = try url("https://a.example/")
        jar.store("s=1", from: page)
        jar.store("s=2", from: page)
        jar.store("t=3", from: page)
        #expect(jar.field(for: page) == "s=2; t=3")
    }
}

@Suite("A person in front of the browser")
struct PersonTests {
    private let person = Person(username: "ann@x.example", password: Secret("canary-password"), deviceCode: "BCDF-GHJK")

    private func form(_ source: String) throws -> HTMLPage.Form {
        try #require(HTMLPage(parsing: "<form method=post>\(source)</form>").forms.first)
    }

    private func text(_ values: [(name: String, value: String)]) -> String {
        values.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    @Test func signsInEvenWhenConsentWillBeRefused() throws {
        var person = person
        person.accepts = false
        let form = try form(
            "<input type=hidden name=csrf value=1><input name=username><input type=password name=password>"
                + "<button name=answer value=accept>Sign in</button><button name=answer value=cancel>Cancel</button>")
        #expect(
            text(person.values(for: form)) == "csrf=1&username=ann@x.example&password=canary-password&answer=accept")
    }

    @Test(arguments: [(true, "accept"), (false, "cancel")])
    func answersConsent(accepts: Bool, pressed: String) throws {
        var person = person
        person.accepts = accepts
        let form = try form(
            "<input type=checkbox name=organization value=1>"
                + "<button name=answer value=cancel>No</button><button name=answer value=accept>Yes</button>")
        #expect(text(person.values(for: form)) == "answer=\(pressed)")
    }

    @Test func typesTheDeviceCodeAndKeepsWhatIsFilledIn() throws {
        let code = try form("<input type=text name=user_code><button>Next</button>")
        #expect(text(person.values(for: code)) == "user_code=BCDF-GHJK")
        let filled = try form(
            "<input type=email name=username value=bob@x.example><button name=b value=1>Next</button>")
        #expect(text(person.values(for: filled)) == "username=bob@x.example&b=1")
    }

    @Test func followsPagesToTheClientWithCookiesAndForms() async throws {
        let transport = ScriptedTransport { request in
            var response = ServiceResponse(status: .ok)
            switch (request.method, request.url.path()) {
            case (.get, "/authorize"):
                response.status = .found
                response.headers[.location] = "/login"
                response.headers[.setCookie] = "s=1; Secure; Path=/"
            case (.get, "/login"):
                response.body = Data(
                    "<form method=post action=/login><input name=username><input type=password name=password><button>x</button></form>"
                        .utf8)
            case (.post, "/login"):
                response.status = .seeOther
                response.headers[.location] = "http://localhost/cb?code=c&state=s"
            default: response.status = .notFound
            }
            return response
        }
        let browser = PageBrowser(transport: transport, timeout: .seconds(1))
        let start = try #require(URL(string: "https://a.example/authorize?x=1"))
        let arrival = try await person.visit(start, with: browser, clientURI: "http://localhost/cb")
        guard case .client(let url) = arrival else {
            Issue.record("The browser is on a page.")
            return
        }
        #expect(url.absoluteString == "http://localhost/cb?code=c&state=s")
        #expect(transport.requests.map { $0.url.path() } == ["/authorize", "/login", "/login"])
        #expect(transport.requests.last?.headers[.cookie] == "s=1")
        #expect(
            transport.requests.last?.body.map { String(decoding: $0, as: UTF8.self) }
                == "username=ann%40x.example&password=canary-password")
    }

    @Test(arguments: ["/loop", "/pages"])
    func anEndlessWayIsGivenUp(path: String) async throws {
        let transport = ScriptedTransport { request in
            var response = ServiceResponse(status: request.url.path() == "/loop" ? .found : .ok)
            response.headers[.location] = "/loop"
            response.body = Data("<title>again</title><form><button>x</button></form>".utf8)
            return response
        }
        let browser = PageBrowser(transport: transport, timeout: .seconds(1))
        let start = try #require(URL(string: "https://a.example\(path)"))
        let error = await #expect(throws: CommandError.self) {
            try await person.visit(start, with: browser, clientURI: nil)
        }
        #expect(error?.code == .pageUnexpected)
        #expect(error?.description.contains("canary-password") == false)
    }
}
