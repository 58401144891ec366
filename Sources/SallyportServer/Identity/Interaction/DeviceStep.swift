import Foundation
import Hummingbird
import TenantStore

/// The person's side of the device flow, once the code was typed; identity.md B.4, H.40.
struct DeviceStep: Sendable {
    let flow: InteractionFlow

    func proceed(
        _ interaction: inout Interaction, _ request: DeviceRequest, client: Application, person: Person
    ) async throws -> Response {
        guard let userCode = request.userCode else { throw PageRefusal.expired }
        let handle = flow.database.handle(for: person.tenant.id)
        if let servicePrincipal = try await handle.servicePrincipal(appID: client.appID) {
            try await ConsentReader.checkAssignment(
                servicePrincipal, client: client, user: person.user, handle: handle)
        }
        guard interaction.pending.hasConfirmedDevice else {
            return confirmPage(interaction, client: client, person: person)
        }
        let planner = ConsentPlanner(handle: handle, client: client)
        let resolved: ResolvedScopes
        if let resource = request.resource {
            resolved = try await ScopeResolver(handle: handle).resolve(resource: resource)
        } else {
            resolved = try await planner.resolve(request.scopes ?? "openid")
        }
        let plan = try await planner.missing(
            resolved, tenant: person.tenant, userID: person.user.id, forcesConsent: false)
        guard plan.isEmpty else {
            return try await ConsentStep(flow: flow).page(
                &interaction, plan: plan, client: client, person: person, needsOrganisation: false)
        }
        _ = try await handle.createServicePrincipal(appID: client.appID)
        try await flow.store.finish(interaction)
        guard
            try await handle.approveDeviceCode(
                userCode: userCode, userID: person.user.id, sessionID: person.session.id,
                authenticatedDateTime: person.authenticated)
        else { throw PageRefusal.expired }
        return flow.pages.message(
            "You are signed in",
            HTMLText("You have signed in to \(client.displayName) on your device. You can close this page."),
            context: interaction.context)
    }

    private func confirmPage(_ interaction: Interaction, client: Application, person: Person) -> Response {
        let form = interaction.formModel
        let model = DeviceConfirmPage(
            request: form.request, csrf: form.csrf, userName: HTMLText(person.user.userPrincipalName),
            tenantName: HTMLText(person.tenant.displayName), applicationName: HTMLText(client.displayName))
        return flow.pages.page("device-confirm", model, context: interaction.context)
    }

    func declined(_ interaction: Interaction, _ request: DeviceRequest) async throws -> Response {
        try await flow.store.finish(interaction)
        if let userCode = request.userCode { _ = try await flow.database.declineDeviceCode(userCode: userCode) }
        return flow.pages.message(
            "Nothing was signed in", "You declined. The device does not get access. You can close this page.",
            context: interaction.context)
    }
}
