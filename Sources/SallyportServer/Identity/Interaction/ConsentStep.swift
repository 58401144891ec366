import Foundation
import Hummingbird
import ServiceCore
import TenantStore

/// Shows what is to be consented, and writes what was accepted; identity.md D.5, H.17.
struct ConsentStep: Sendable {
    let flow: InteractionFlow

    /// The page for a plan: a question to who may answer it, a referral for everybody else.
    func page(
        _ interaction: inout Interaction, plan: ConsentPlan, client: Application, person: Person,
        needsOrganisation: Bool
    ) async throws -> Response {
        let isAdministrator = ConsentPlan.isAdministrator(person.roles)
        let isOutOfReach =
            (plan.needsAdmin || needsOrganisation || !person.tenant.allowsUserConsent)
            && !(isAdministrator && plan.mayBeGranted(by: person.roles))
        if isOutOfReach { return try await needsAdminPage(interaction, plan: plan, client: client, person: person) }
        let forAll = needsOrganisation || plan.hasRoles
        var shown = plan.shown(tenantID: person.tenant.id, userID: person.user.id)
        shown.isForOrganisation = forAll
        interaction.pending.shown = shown
        try await flow.store.save(interaction)
        let form = interaction.formModel
        let model = ConsentPage(
            request: form.request, csrf: form.csrf, userName: HTMLText(person.user.userPrincipalName),
            tenantName: HTMLText(person.tenant.displayName), applicationName: HTMLText(client.displayName),
            publisher: client.record.publisherDomain.map { HTMLText($0) },
            clientID: HTMLText(client.appID.lowercaseText), permissions: plan.lines(forAdministrator: forAll),
            offersOrganisation: isAdministrator && !forAll, needsOrganisation: forAll, failure: nil)
        return flow.pages.page(
            "consent", model, context: interaction.context, formTarget: interaction.pending.redirectURI)
    }

    private func needsAdminPage(
        _ interaction: Interaction, plan: ConsentPlan, client: Application, person: Person
    ) async throws -> Response {
        let form = interaction.formModel
        var query = [("client_id", client.appID.lowercaseText)]
        if let redirect = client.redirectURIs.first { query.append(("redirect_uri", redirect.uri)) }
        let url =
            "\(interaction.context.authority.origin)/\(person.tenant.id.lowercaseText)/adminconsent?"
            + FormFields.query(query)
        let model = NeedsAdminPage(
            request: form.request, csrf: form.csrf, userName: HTMLText(person.user.userPrincipalName),
            tenantName: HTMLText(person.tenant.displayName), applicationName: HTMLText(client.displayName),
            permissions: plan.lines(forAdministrator: true), adminConsentURL: HTMLText(url),
            canCancel: interaction.pending.canBeCancelled,
            traceID: HTMLText(interaction.context.requestID.lowercaseText),
            correlationID: HTMLText(interaction.context.correlationID.lowercaseText))
        return flow.pages.page(
            "needs-admin", model, context: interaction.context, formTarget: interaction.pending.redirectURI)
    }

    /// Grants exactly what the page showed, to whom it was shown, if that person may still grant it.
    ///
    /// - Throws: ``PageRefusal``, ``IdentityFailure`` 90094.
    func accept(_ interaction: inout Interaction, forOrganisation: Bool) async throws {
        guard let shown = interaction.pending.shown, let clientID = interaction.pending.clientID,
            let person = try await shownPerson(interaction, shown: shown)
        else { throw PageRefusal.expired }
        let isForAll = forOrganisation || shown.isForOrganisation
        let isAdministrator = ConsentPlan.isAdministrator(person.roles)
        let mayGrantRoles = shown.resources.allSatisfy { resource in
            resource.roleIDs.isEmpty || resource.appID != ResourceApplication.microsoftGraph.appID
                || !person.roles.isDisjoint(with: [.globalAdministrator, .privilegedRoleAdministrator])
        }
        guard mayGrantRoles, isAdministrator || !(isForAll || shown.needsAdmin || !person.tenant.allowsUserConsent)
        else {
            throw IdentityFailure(
                .adminConsentNeeded, "Only an administrator can grant these permissions for the organisation.")
        }
        let decision = ConsentDecision(
            clientAppID: clientID, principalID: isForAll ? nil : person.user.id,
            grants: shown.resources.map {
                ConsentDecision.ResourceGrant(resourceAppID: $0.appID, scopes: $0.scopes, appRoleIDs: $0.roleIDs)
            },
            deciderID: person.user.id, correlationID: interaction.context.correlationID.lowercaseText)
        _ = try await flow.database.handle(for: person.tenant.id).grantConsent(decision)
        interaction.pending.hasConsented = true
        interaction.pending.shown = nil
        try await flow.store.save(interaction)
    }

    private func shownPerson(
        _ interaction: Interaction, shown: PendingRequest.ShownConsent
    ) async throws -> Person? {
        for entry in interaction.browser.accounts
        where entry.session.userID == shown.userID && entry.session.tenantID == shown.tenantID {
            return try await flow.person(interaction, sessionID: entry.session.id)
        }
        return nil
    }
}
