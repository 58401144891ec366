import Foundation
import ServiceCore
import TenantStore

/// The check of the sign-in form.
struct PasswordSignIn: Sendable {
    enum Outcome: Sendable {
        case signedIn(UserRecord)
        case failed(HTMLText)
    }

    let shared: PageRoutes

    func verify(_ form: FormFields, interaction: Interaction) async throws -> Outcome {
        guard let name = form["username"]?.trimmingCharacters(in: .whitespaces), !name.isEmpty,
            let password = form["password"]
        else { return .failed("Type your user name and your password.") }
        let address = "signin|" + (interaction.context.remoteAddress ?? "-")
        try shared.throttle.check(address, now: interaction.now)
        let segment = try await TenantSegment.resolve(interaction.pending.segment, in: shared.database)
        guard segment != .consumers else {
            return .failed("Only personal accounts can be used here, and this world has none (AADSTS50020).")
        }
        let home = try await shared.database.tenant(ofUserPrincipalName: name)
        guard let tenant = segment.tenantRecord ?? home else {
            shared.throttle.recordFailure(address, now: interaction.now)
            return .failed("This account does not exist. Enter another one, or check the spelling.")
        }
        if let home, home.id != tenant.id {
            return .failed(
                HTMLText(
                    "The account \(name.shortened) does not exist in \(tenant.displayName). Use an account of this "
                        + "organisation (AADSTS50020)."))
        }
        if let client = try await shared.flow.client(of: interaction.pending) {
            _ = try ClientAuthenticator.admit(client, clientID: client.appID, segment: .tenant(tenant))
        }
        let handle = shared.database.handle(for: tenant.id)
        let outcome = try await handle.verifyPassword(Secret(password), userPrincipalName: name)
        if case .verified(let user) = outcome {
            shared.throttle.recordSuccess(address)
            return .signedIn(user)
        }
        shared.throttle.recordFailure(address, now: interaction.now)
        let (message, number) = Self.text(of: outcome)
        try await shared.database.audit(
            AuditEntry(
                tenantID: tenant.id, activity: .signIn, result: "AADSTS\(number)",
                clientID: interaction.pending.clientID,
                correlationID: interaction.context.correlationID.lowercaseText, detail: "password"))
        return .failed(message)
    }

    /// One text for an unknown name and a wrong password: the page tells nobody who exists; H.42.
    private static func text(of outcome: PasswordVerification) -> (HTMLText, Int) {
        switch outcome {
        case .locked: ("The account is locked for a while after too many attempts. Wait, then try again.", 50053)
        case .disabled: ("The account is disabled. Ask an administrator to enable it.", 50057)
        case .unknownUser: ("The user name or the password is wrong. Check both and try again.", 50034)
        default: ("The user name or the password is wrong. Check both and try again.", 50126)
        }
    }
}
