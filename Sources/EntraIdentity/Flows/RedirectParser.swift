import Foundation
import ServiceCore

/// Decides about a request to the loopback listener: a function of values (identity H.44).
///
/// The state is compared before anything else of the answer is looked at; a wrong one does not end the wait, since any
/// page in a browser can send one.
struct RedirectParser: Sendable {
    /// The state that was sent.
    let state: Secret
    /// The path of the redirect URI.
    let path: String
    /// The listener's port.
    let port: Int

    func reply(to request: LoopbackRequest) -> LoopbackReply<AuthorizationResponse> {
        let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let hosts = ["localhost:\(port)", "127.0.0.1:\(port)", "[::1]:\(port)"]
        guard let host = request.host?.lowercased(), hosts.contains(host) else { return refusal(400) }
        guard parts.first.map(String.init) == path || (path == "/" && parts.first == "") else { return refusal(404) }
        let text: String
        switch request.method {
        case "GET":
            text = parts.count > 1 ? String(parts[1]) : ""
        case "POST":
            let type = (request.contentType ?? "").split(separator: ";").first?.lowercased()
            guard type?.trimmingCharacters(in: .whitespaces) == "application/x-www-form-urlencoded" else {
                return refusal(415)
            }
            text = String(decoding: request.body, as: UTF8.self)
        default:
            return refusal(405)
        }
        guard let answer = try? AuthorizationResponse(parsing: text), let returned = answer.state,
            ConstantTime.equal(returned, state.reveal)
        else { return refusal(400) }
        guard answer.code != nil || answer.error != nil else { return refusal(400) }
        let page = answer.error == nil ? Self.successPage : Self.failurePage
        return LoopbackReply(status: 200, page: page, outcome: answer)
    }

    private func refusal(_ status: Int) -> LoopbackReply<AuthorizationResponse> {
        LoopbackReply(status: status, page: Self.refusalPage)
    }

    static let successPage = page("You are signed in", "You can close this window and go back to the program.")
    static let failurePage = page("Sign-in did not succeed", "Go back to the program: it shows the reason.")
    static let refusalPage = page("This is not the answer that is waited for", "Go on in the window of the sign-in.")

    private static func page(_ title: String, _ text: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}</style>
        </head><body><main><h1>\(title)</h1><p>\(text)</p></main></body></html>
        """
    }
}
