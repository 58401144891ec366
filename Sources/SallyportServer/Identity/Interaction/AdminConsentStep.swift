import Foundation
import Hummingbird
import TenantStore

/// Consent on behalf of an organisation, and what its requester hears of it; identity.md B.6.
struct AdminConsentStep: Sendable {
    let flow: InteractionFlow

    func proceed(
        _ interaction: inout Interaction, _ request: AdminConsentRequest, client: Application, person: Person
    ) async throws -> Response {
        let planner = ConsentPlanner(handle: flow.database.handle(for: person.tenant.id), client: client)
        let plan = try await plan(request, planner: planner)
        guard interaction.pending.hasConsented else {
            return try await ConsentStep(flow: flow).page(
                &interaction, plan: plan, client: client, person: person, needsOrganisation: true)
        }
        try await flow.store.finish(interaction)
        guard let redirect = request.redirectURI else {
            return flow.pages.message(
                "Consent granted",
                HTMLText(
                    "\(client.displayName) can now be used in \(person.tenant.displayName). You can close this page."),
                facts: [
                    MessagePage.Fact(name: "Tenant", value: HTMLText(person.tenant.id.lowercaseText)),
                    MessagePage.Fact(name: "Client ID", value: HTMLText(client.appID.lowercaseText)),
                ], context: interaction.context)
        }
        var parameters = [("admin_consent", "True"), ("tenant", person.tenant.id.lowercaseText)]
        if !request.isVersion1 { parameters.append(("scope", Self.scopeText(plan))) }
        return AuthorizationAnswer(
            destination: AuthorizationDestination(redirectURI: redirect, mode: .query, state: request.state),
            parameters: parameters
        ).response(pages: flow.pages, context: interaction.context, afterForm: interaction.isAfterForm)
    }

    /// Tells the requester of a refusal. Read `error` first: `admin_consent=True` stands on failures too.
    func declined(_ interaction: Interaction, _ request: AdminConsentRequest) async throws -> Response {
        try await flow.store.finish(interaction)
        guard let redirect = request.redirectURI else {
            return flow.pages.message(
                "Nothing was granted", "You declined. You can close this page.", context: interaction.context)
        }
        let failure = IdentityFailure(
            Refusal.consentDeclined.under(request.isVersion1 ? "access_denied" : "consent_required"),
            "User declined to consent to access the app.")
        var parameters = [
            ("error", failure.refusal.error),
            ("error_description", failure.errorDescription(context: interaction.context, now: interaction.now)),
        ]
        if !request.isVersion1 { parameters.insert(("admin_consent", "True"), at: 0) }
        return AuthorizationAnswer(
            destination: AuthorizationDestination(redirectURI: redirect, mode: .query, state: request.state),
            parameters: parameters
        ).response(pages: flow.pages, context: interaction.context, afterForm: true)
    }

    private func plan(_ request: AdminConsentRequest, planner: ConsentPlanner) async throws -> ConsentPlan {
        if request.isVersion1 {
            let plan = try await planner.registration(includesRoles: true)
            return plan.isEmpty ? try await planner.signInOnly() : plan
        }
        return try await planner.adminConsent(scope: request.scope ?? "")
    }

    /// The granted permissions with their full names.
    static func scopeText(_ plan: ConsentPlan) -> String {
        plan.entries.flatMap { entry -> [String] in
            let identifier = entry.resource.application.identifierURIs.first ?? entry.resource.appID.lowercaseText
            let prefix =
                ScopeRequest.normalised(identifier) == identifier.lowercased()
                ? identifier : String(identifier.dropLast())
            let scopes = entry.scopes.compactMap(\.value).map { "\(prefix)/\($0)" }
            return entry.roles.isEmpty ? scopes : scopes + ["\(prefix)/.default"]
        }.joined(separator: " ")
    }
}
