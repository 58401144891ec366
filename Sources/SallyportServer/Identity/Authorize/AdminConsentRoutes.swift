import Foundation
import HTTPTypes
import Hummingbird
import TenantStore

/// `/{tenant}/v2.0/adminconsent` and `/{tenant}/adminconsent`; identity.md B.6.
struct AdminConsentRoutes: Sendable {
    let shared: PageRoutes

    func add(to router: Router<TenantContext>) {
        router.get("/:tenant/v2.0/adminconsent") { request, context in
            await shared.guarded(context) { try await begin(request, context, isVersion1: false) }
        }
        router.get("/:tenant/adminconsent") { request, context in
            await shared.guarded(context) { try await begin(request, context, isVersion1: true) }
        }
    }

    private func begin(_ request: Request, _ context: TenantContext, isVersion1: Bool) async throws -> Response {
        let fields = try request.queryFields()
        let segmentText = request.segment("tenant", context)
        let segment = try await TenantSegment.resolve(segmentText, in: shared.database)
        let application = try await AuthorizeRoutes.application(fields, segment: segment, database: shared.database)
        let redirect = try redirectURI(fields, application: application, segment: segmentText)
        guard isVersion1 || fields["scope"] != nil else {
            let failure = IdentityFailure(
                .parameterMissing, "The request must contain the following parameter: 'scope'.")
            guard let redirect else { throw failure }
            throw RedirectedFailure(
                destination: AuthorizationDestination(redirectURI: redirect, mode: .query, state: fields[raw: "state"]),
                failure: failure)
        }
        let subject = AdminConsentRequest(
            isVersion1: isVersion1, segment: segmentText, clientID: application.appID, redirectURI: redirect,
            scope: fields["scope"], state: fields[raw: "state"])
        return try await shared.flow.advance(
            try await shared.store.begin(.adminConsent(subject), request, context))
    }

    /// A registered URI; none at all where the application has none, H.11.
    private func redirectURI(_ fields: FormFields, application: Application, segment: String) throws -> String? {
        if fields["redirect_uri"] == nil, application.redirectURIs.isEmpty { return nil }
        let parser = AuthorizationRequestParser(
            version: .v2, segment: segment, application: application, allowsPlainChallenge: true,
            requiresChallenge: false)
        return try parser.redirectURI(fields["redirect_uri"]).0
    }
}
