import Foundation
import HTTPTypes
import ServiceCore

@testable import SallyportServer

/// A browser without scripts: keeps the cookie, follows redirects on this server, fills in and sends the form of a page.
struct TestBrowser: Sendable {
    let world: TestWorld
    var host = "localhost:8443"
    var cookie: String?

    init(_ world: TestWorld) { self.world = world }

    /// Opens an address and follows redirects as long as they stay here.
    mutating func open(_ path: String) async throws -> TestWorld.Answer {
        try await follow(try await send(.get, path))
    }

    /// Sends the page's form with changes, as a press of one of its buttons does.
    mutating func submit(
        _ page: TestWorld.Answer, _ changes: [(String, String)], without removed: Set<String> = []
    ) async throws -> TestWorld.Answer {
        try await follow(try await press(page, changes, without: removed))
    }

    /// The same without following.
    mutating func press(
        _ page: TestWorld.Answer, _ changes: [(String, String)], without removed: Set<String> = []
    ) async throws -> TestWorld.Answer {
        let form = Self.form(of: page.text)
        var fields = form.fields.filter { field in !changes.contains { $0.0 == field.0 } && !removed.contains(field.0) }
        fields += changes
        return try await send(.post, form.action, body: Array(FormFields.query(fields).utf8))
    }

    mutating func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8]? = nil
    ) async throws -> TestWorld.Answer {
        var headers: HTTPFields = [:]
        if let cookie { headers[.cookie] = cookie }
        let answer = try await world.send(method, path, host: host, headers: headers, body: body)
        if let field = answer.headers[values: .setCookie].last {
            cookie = String(field.prefix { $0 != ";" })
        }
        return answer
    }

    private mutating func follow(_ first: TestWorld.Answer) async throws -> TestWorld.Answer {
        var answer = first
        for _ in 0..<6 {
            guard let location = answer.location, location.hasPrefix("/") else { return answer }
            answer = try await send(.get, location)
        }
        return answer
    }

    /// Signs in on the sign-in page that is open.
    mutating func signIn(
        _ page: TestWorld.Answer, _ name: String, password: Secret = TestWorld.password
    ) async throws -> TestWorld.Answer {
        try await submit(page, [("username", name), ("password", password.reveal), ("answer", "signin")])
    }

    /// Action and hidden fields of the only form of a page.
    static func form(of html: String) -> (action: String, fields: [(String, String)]) {
        var action = ""
        if let start = html.range(of: "action=\"") {
            action = unescape(String(html[start.upperBound...].prefix { $0 != "\"" }))
        }
        var fields: [(String, String)] = []
        var rest = html[...]
        while let start = rest.range(of: "<input type=\"hidden\" name=\"") {
            let name = rest[start.upperBound...].prefix { $0 != "\"" }
            rest = rest[name.endIndex...]
            guard let value = rest.range(of: "value=\"") else { break }
            let text = rest[value.upperBound...].prefix { $0 != "\"" }
            fields.append((unescape(String(name)), unescape(String(text))))
            rest = rest[text.endIndex...]
        }
        return (action, fields)
    }

    static func unescape(_ text: String) -> String {
        var output = text
        for (from, to) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&#10;", "\n"),
            ("&amp;", "&"),
        ] { output = output.replacingOccurrences(of: from, with: to) }
        return output
    }
}

/// The parameters of an answer in a redirect.
func redirectParameters(_ answer: TestWorld.Answer) throws -> FormFields {
    guard let location = answer.location, let mark = location.firstIndex(where: { $0 == "?" || $0 == "#" }) else {
        return FormFields()
    }
    return try FormFields(parsing: location[location.index(after: mark)...])
}
