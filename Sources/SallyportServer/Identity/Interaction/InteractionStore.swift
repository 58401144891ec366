import Foundation
import Hummingbird
import ServiceCore
import TenantStore

/// Keeps waiting requests, and finds them again for the browser that they belong to.
struct InteractionStore: Sendable {
    let database: TenantDatabase
    let time: any TimeSource

    private static let kind = "interaction"

    func begin(_ subject: PendingRequest.Subject, _ request: Request, _ context: TenantContext) async throws
        -> Interaction
    {
        let browser = try await BrowserState.load(request, database: database)
        let now = time.now
        let pending = PendingRequest(subject: subject, began: now)
        let token = try await database.createPendingAuthorization(
            kind: Self.kind, payload: try JSONEncoder().encode(pending), session: browser.forms.session,
            lifetime: TokenLifetime.pendingForm)
        return Interaction(context: context, browser: browser, token: token, pending: pending, now: now)
    }

    /// The request that a form or an address names.
    ///
    /// - Parameter formToken: The token of the form; `nil` for an address, which changes nothing.
    /// - Throws: ``PageRefusal`` when the form was not made for this browser and this request, H.14.
    func resume(
        _ handle: String?, formToken: String??, _ request: Request, _ context: TenantContext
    ) async throws -> Interaction {
        let browser = try await BrowserState.load(request, database: database)
        guard let handle else { throw PageRefusal.expired }
        let token = Secret(handle)
        if let formToken {
            guard browser.acceptsFormToken(formToken, for: token) else { throw PageRefusal.foreignForm }
        }
        guard let record = try await database.pendingAuthorization(token, session: browser.forms.session),
            record.kind == Self.kind, let pending = try? JSONDecoder().decode(PendingRequest.self, from: record.payload)
        else { throw PageRefusal.expired }
        return Interaction(context: context, browser: browser, token: token, pending: pending, now: time.now)
    }

    func save(_ interaction: Interaction) async throws {
        try await database.updatePendingAuthorization(
            interaction.token, payload: try JSONEncoder().encode(interaction.pending))
    }

    /// Ends the request; a request ends once, however often its last form is sent.
    func finish(_ interaction: Interaction) async throws {
        guard try await database.finishPendingAuthorization(interaction.token) else { throw PageRefusal.expired }
    }
}

/// A form or an address that leads nowhere any more.
enum PageRefusal: Error, Sendable {
    /// No token, or one of another browser or request.
    case foreignForm
    case expired
}
