import Foundation
import HTTPTypes
import Hummingbird
import Logging
import ServiceCore
import TenantStore

/// What the routes with pages share: the flow, and the telling of refusals.
struct PageRoutes: Sendable {
    let dependencies: ServerDependencies
    let pages: Pages
    let store: InteractionStore
    let flow: InteractionFlow
    let throttle: FailureThrottle

    init(dependencies: ServerDependencies, pages: Pages, throttle: FailureThrottle) {
        self.dependencies = dependencies
        self.pages = pages
        self.throttle = throttle
        store = InteractionStore(database: dependencies.database, time: dependencies.time)
        flow = InteractionFlow(
            database: dependencies.database, store: store, pages: pages,
            tokens: UserTokens(database: dependencies.database, issuer: TokenIssuer(dependencies: dependencies)),
            issuers: dependencies.issuers)
    }

    var database: TenantDatabase { dependencies.database }

    /// Runs a handler whose refusals are pages, or redirects where the client may hear of them.
    func guarded(
        _ context: TenantContext, afterForm: Bool = false, _ body: () async throws -> Response
    ) async -> Response {
        let now = dependencies.time.now
        do {
            return try await body()
        } catch let error as RedirectedFailure {
            return AuthorizationAnswer.failure(error, context: context, now: now)
                .response(pages: pages, context: context, afterForm: afterForm)
        } catch let failure as IdentityFailure {
            return pages.error(failure, context: context, now: now)
        } catch PageRefusal.foreignForm {
            return pages.message(
                "This form cannot be accepted",
                "It was not made for this browser, or it is out of date. Go back to the application and start again.",
                context: context, status: .forbidden)
        } catch PageRefusal.expired {
            return pages.message(
                "This page has expired", "Go back to the application and start again.", context: context,
                status: .badRequest)
        } catch let error as any HTTPResponseError {
            return pages.message(
                "The request cannot be read", "Go back to the application and start again.", context: context,
                status: error.status)
        } catch {
            context.logger.error(
                "page failed", metadata: ["error.type": .string(String(describing: type(of: error)))])
            return pages.message(
                "Something went wrong", "The server failed. The request id leads to its log.",
                facts: [MessagePage.Fact(name: "Request", value: HTMLText(context.requestID.lowercaseText))],
                context: context, status: .internalServerError)
        }
    }

    /// Parameters of GET or POST, which authorize and logout take alike.
    func parameters(_ request: Request, _ context: TenantContext) async throws -> FormFields {
        request.method == .post ? try await request.form(context) : try request.queryFields()
    }
}
