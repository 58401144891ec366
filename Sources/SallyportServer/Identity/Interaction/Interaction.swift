import Foundation
import ServiceCore
import TenantStore

/// A request that waits for a person, together with the browser it waits in.
struct Interaction: Sendable {
    let context: TenantContext
    var browser: BrowserState
    /// The handle that the pages carry.
    let token: Secret
    var pending: PendingRequest
    /// The instant of this step.
    let now: Date
    /// This step answers a form: redirects are 303, H.10.
    var isAfterForm = false

    var formModel: (request: HTMLText, csrf: HTMLText) {
        (HTMLText(token.reveal), HTMLText(browser.formToken(for: token)))
    }
}

/// A person whose session may be used for the request.
struct Person: Sendable {
    let tenant: TenantRecord
    let user: UserRecord
    let roles: Set<DirectoryRole>
    let session: BrowserSessionRecord

    var authenticated: Date { session.authenticatedDateTime ?? session.createdDateTime }
}
