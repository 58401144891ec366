import Foundation
import HTTPTypes
import Hummingbird

/// Sends parameters to a redirect URI by query, fragment or form; identity.md B.1.
struct AuthorizationAnswer: Sendable {
    let destination: AuthorizationDestination
    var parameters: [(String, String)]

    /// The answer with state at its end, byte for byte as it was sent, H.8.
    var complete: [(String, String)] {
        parameters + (destination.state.map { [("state", $0)] } ?? [])
    }

    /// - Parameter afterForm: 303, so that no browser repeats a form with a password elsewhere, H.10.
    func response(pages: Pages, context: TenantContext, afterForm: Bool = false) -> Response {
        switch destination.mode {
        case .formPost:
            return pages.formPost(to: destination.redirectURI, parameters: complete, context: context)
        case .query, .fragment:
            let location = RedirectURI.adding(
                complete, to: destination.redirectURI, inFragment: destination.mode == .fragment)
            var headers = HTTPFields.noStore
            headers[.location] = location
            headers[.referrerPolicy] = "no-referrer"
            return Response(status: afterForm ? .seeOther : .found, headers: headers)
        }
    }

    static func failure(_ error: RedirectedFailure, context: TenantContext, now: Date) -> AuthorizationAnswer {
        var parameters: [(String, String)] = [
            ("error", error.failure.refusal.error),
            ("error_description", error.failure.errorDescription(context: context, now: now)),
            ("error_uri", "\(context.authority.origin)/error?code=\(error.failure.refusal.number)"),
        ]
        if error.isCancelled { parameters.insert(("error_subcode", "cancel"), at: 1) }
        return AuthorizationAnswer(destination: error.destination, parameters: parameters)
    }
}
