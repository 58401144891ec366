import Crypto
import EntraIdentity
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Renders pages with the header fields that every page has; identity.md H.15.
struct Pages: Sendable {
    private let library: MustacheLibrary

    init() throws { library = try PageTemplates.library() }

    /// Sends the only form of the page; a button does the same where no script runs.
    static let submitScript = "document.forms[0].submit()"
    private static let submitHash =
        "'sha256-" + Data(SHA256.hash(data: Data(submitScript.utf8))).base64EncodedString() + "'"

    /// - Parameter formTarget: The redirect URI where a form on the page may lead in the end; browsers apply
    ///   `form-action` to the redirects after a form too.
    func page(
        _ template: String, _ model: some Sendable, context: TenantContext, status: HTTPResponse.Status = .ok,
        formTarget: String? = nil
    ) -> Response {
        render(
            template, model, context: context, status: status,
            formAction: "'self'" + (formTarget.map { " " + RedirectURI.origin(of: $0) } ?? ""), script: "'none'")
    }

    /// The page that posts an answer to a redirect URI. It must never be upgraded: loopback listeners speak plain http.
    func formPost(to action: String, parameters: [(String, String)], context: TenantContext) -> Response {
        let model = FormPostPage(
            action: HTMLText(action),
            fields: parameters.map { FormPostPage.Field(name: HTMLText($0.0), value: HTMLText($0.1)) })
        return render(
            "form-post", model, context: context, status: .ok, formAction: RedirectURI.origin(of: action),
            script: Self.submitHash)
    }

    func error(_ failure: IdentityFailure, context: TenantContext, now: Date) -> Response {
        let refused = failure.refusal.status == 429
        let model = ErrorPage(
            title: refused ? "Please wait" : "We cannot sign you in",
            text: HTMLText(failure.message),
            remedy: AADSTS.entry(failure.refusal.number).map(\.remedy).map { HTMLText($0) },
            code: HTMLText("AADSTS\(failure.refusal.number)"),
            traceID: HTMLText(context.requestID.lowercaseText),
            correlationID: HTMLText(context.correlationID.lowercaseText),
            timestamp: HTMLText(WireTime.text(now, separator: " ", zone: "Z")))
        var response = page(
            "error", model, context: context, status: HTTPResponse.Status(code: failure.refusal.status))
        if let seconds = failure.retryAfter { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    func message(
        _ title: HTMLText, _ text: HTMLText, facts: [MessagePage.Fact] = [], context: TenantContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        page("message", MessagePage(title: title, text: text, facts: facts), context: context, status: status)
    }

    private func render(
        _ template: String, _ model: some Sendable, context: TenantContext, status: HTTPResponse.Status,
        formAction: String, script: String
    ) -> Response {
        let html = library.render(model, withTemplate: template) ?? ""
        var headers = HTTPFields.noStore
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentSecurityPolicyText] = [
            "default-src 'none'", "style-src \(PageStyle.hash)", "script-src \(script)", "form-action \(formAction)",
            "base-uri 'none'", "frame-ancestors 'none'",
        ].joined(separator: "; ")
        headers[.xFrameOptions] = "DENY"
        headers[.xContentTypeOptionsText] = "nosniff"
        headers[.referrerPolicy] = "no-referrer"
        if !["localhost", "127.0.0.1", "::1"].contains(context.authority.host) {
            headers[.strictTransportSecurity] = "max-age=3600"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
