import Foundation
import HTTPTypes
import ServiceCore
import Synchronization

/// A browser without JavaScript and without a window: cookies, redirects, forms.
final class PageBrowser: Sendable {
    /// Where a visit led.
    enum Arrival: Sendable {
        case page(HTMLPage, at: URL)
        /// The server sent the browser to an address that belongs to a client; it was not requested.
        case client(URL)
    }

    private let transport: any HTTPTransport
    private let timeout: Duration
    private let jar = Mutex(CookieJar())

    init(transport: any HTTPTransport, timeout: Duration) {
        self.transport = transport
        self.timeout = timeout
    }

    /// Opens an address and follows redirects, until a page or an address that begins with `clientURI`.
    func open(_ url: URL, clientURI: String?) async throws -> Arrival {
        try await request(ServiceRequest(url: url), clientURI: clientURI)
    }

    /// Sends a form as a click on one of its buttons does.
    func submit(
        _ form: HTMLPage.Form, values: [(name: String, value: String)], from page: URL, clientURI: String?
    ) async throws -> Arrival {
        guard let target = URL(string: form.action.isEmpty ? page.absoluteString : form.action, relativeTo: page) else {
            throw Self.unexpected("its form leads nowhere", page)
        }
        let body = values.map { "\(FormEncoding.percentEncoded($0.name))=\(FormEncoding.percentEncoded($0.value))" }
            .joined(separator: "&")
        if form.action.hasPrefix("http://"), form.method == "post", let clientURI, form.action.hasPrefix(clientURI),
            let arrived = URL(string: "\(form.action)?\(body)")
        {
            // response_mode=form_post: what a client would get as a body, told as a query.
            return .client(arrived)
        }
        var request = ServiceRequest(url: target.absoluteURL)
        if form.method == "post" {
            request.method = .post
            request.body = Data(body.utf8)
            request.headers[.contentType] = "application/x-www-form-urlencoded"
            request.headers[.origin] = Self.origin(of: page)
        } else if var parts = URLComponents(url: target.absoluteURL, resolvingAgainstBaseURL: true) {
            parts.percentEncodedQuery = body
            request.url = parts.url ?? request.url
        }
        return try await self.request(request, clientURI: clientURI)
    }

    private func request(_ request: ServiceRequest, clientURI: String?) async throws -> Arrival {
        var request = request
        for _ in 0..<12 {
            if let clientURI, Self.belongs(request.url, to: clientURI) { return .client(request.url) }
            request.headers[.accept] = "text/html"
            request.headers[.cookie] = jar.withLock { $0.field(for: request.url) }
            let response = try await transport.send(request, timeout: timeout)
            for field in response.headers[values: .setCookie] { jar.withLock { $0.store(field, from: request.url) } }
            guard (300..<400).contains(response.status.code), let location = response.headers[.location] else {
                return .page(HTMLPage(parsing: String(decoding: response.body, as: UTF8.self)), at: request.url)
            }
            guard let next = URL(string: location, relativeTo: request.url)?.absoluteURL else {
                throw Self.unexpected("it redirects to nowhere", request.url)
            }
            request = ServiceRequest(url: next)
        }
        throw Self.unexpected("it redirects without end", request.url)
    }

    /// Whether an address is the client's: the same up to the query, a final slash aside.
    private static func belongs(_ url: URL, to clientURI: String) -> Bool {
        func plain(_ text: String) -> Substring {
            let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
            let address = text[..<end]
            return address.hasSuffix("/") ? address.dropLast() : address
        }
        return plain(url.absoluteString) == plain(clientURI)
    }

    private static func origin(of url: URL) -> String {
        let port = url.port.map { ":\($0)" } ?? ""
        return "\(url.scheme ?? "https")://\(url.host() ?? "")\(port)"
    }

    private static func unexpected(_ why: String, _ url: URL) -> CommandError {
        CommandError(
            .pageUnexpected, what: "cannot use the page at \(url.host() ?? "")\(url.path())", why: why,
            remedy: "open it in a browser and look")
    }
}
