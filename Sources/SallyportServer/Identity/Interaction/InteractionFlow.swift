import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// The way of a request from page to page: account, consent, answer. Each step reads the request as the server kept it,
/// decides what is next, and answers with a page or with the end.
struct InteractionFlow: Sendable {
    let database: TenantDatabase
    let store: InteractionStore
    let pages: Pages
    let tokens: UserTokens
    let issuers: IssuerPolicy

    /// Goes as far as it can without the person.
    func advance(_ interaction: Interaction) async throws -> Response {
        var interaction = interaction
        let segment = try await TenantSegment.resolve(interaction.pending.segment, in: database)
        let response: Response
        switch try await account(interaction, segment: segment) {
        case .signIn: response = try await signInPage(interaction, failure: nil)
        case .pick: response = try await accountsPage(interaction, segment: segment)
        case .noSession:
            throw try silentFailure(
                interaction, .noSession,
                "Session information is not sufficient for single-sign-on – repeat the request without prompt=none.")
        case .ambiguous:
            throw try silentFailure(
                interaction, .severalSessions,
                "Either multiple user identities are available for the current request, or the selected account does not "
                    + "exist in the tenant. Send login_hint, or prompt=select_account.")
        case .use(let sessionID):
            guard let person = try await person(interaction, sessionID: sessionID) else {
                response = try await signInPage(interaction, failure: nil)
                break
            }
            response = try await proceed(&interaction, person: person)
        }
        return interaction.browser.apply(to: response)
    }

    private func proceed(_ interaction: inout Interaction, person: Person) async throws -> Response {
        guard let client = try await client(of: interaction.pending) else { throw PageRefusal.expired }
        let segment = TenantSegment.tenant(person.tenant)
        _ = try ClientAuthenticator.admit(client, clientID: client.appID, segment: segment)
        switch interaction.pending.subject {
        case .authorize(let request):
            do {
                return try await AuthorizeStep(flow: self).proceed(
                    &interaction, request, client: client, person: person)
            } catch let failure as IdentityFailure where failure.refusal != .userNotAssigned || request.prompts("none")
            {
                var failure = failure
                if request.prompts("none"), failure.refusal == .userNotAssigned {
                    failure.refusal = failure.refusal.under("interaction_required")
                }
                throw RedirectedFailure(destination: request.destination, failure: failure)
            }
        case .adminConsent(let request):
            return try await AdminConsentStep(flow: self).proceed(&interaction, request, client: client, person: person)
        case .device(let request):
            return try await DeviceStep(flow: self).proceed(&interaction, request, client: client, person: person)
        }
    }

    // MARK: Accounts

    private func account(_ interaction: Interaction, segment: TenantSegment) async throws -> AccountChoice.Outcome {
        let fitting = interaction.browser.accounts.filter { entry in
            // Everybody here has a work account: none fits the tenant of personal ones.
            segment.tenantRecord.map { $0.id == entry.session.tenantID } ?? (segment != .consumers)
        }
        var accounts: [AccountChoice.Account] = []
        for entry in fitting {
            guard let person = try await person(interaction, sessionID: entry.session.id) else { continue }
            accounts.append(
                AccountChoice.Account(
                    sessionID: entry.session.id, userPrincipalName: person.user.userPrincipalName,
                    authenticated: person.authenticated))
        }
        var choice = AccountChoice(
            accounts: accounts, hasOthers: interaction.browser.accounts.count > accounts.count,
            picked: interaction.pending.sessionID, signedIn: interaction.pending.signedInSessionID,
            wantsOther: interaction.pending.wantsOtherAccount, now: interaction.now)
        if case .authorize(let request) = interaction.pending.subject {
            choice.prompts = request.prompts
            choice.loginHint = request.loginHint
            choice.maximumAge = request.maximumAge
        }
        return choice.outcome
    }

    func person(_ interaction: Interaction, sessionID: UUID) async throws -> Person? {
        guard let session = interaction.browser.accounts.first(where: { $0.session.id == sessionID })?.session,
            let tenantID = session.tenantID, let userID = session.userID,
            let tenant = try await database.tenant(id: tenantID)
        else { return nil }
        let handle = database.handle(for: tenantID)
        guard let user = try await handle.user(id: userID), user.accountEnabled else { return nil }
        return Person(tenant: tenant, user: user, roles: try await handle.roles(ofUser: userID), session: session)
    }

    func client(of pending: PendingRequest) async throws -> Application? {
        guard let clientID = pending.clientID else { return nil }
        return try await database.application(appID: clientID)
    }

    // MARK: Pages

    func signInPage(_ interaction: Interaction, failure: HTMLText?, username: String? = nil) async throws -> Response {
        let client = try await client(of: interaction.pending)
        let segment = try? await TenantSegment.resolve(interaction.pending.segment, in: database)
        let form = interaction.formModel
        var hint: String?
        var target: String?
        if case .authorize(let request) = interaction.pending.subject {
            hint = interaction.pending.wantsOtherAccount ? nil : request.loginHint
            target = request.effectiveRedirectURI
        }
        let model = SignInPage(
            request: form.request, csrf: form.csrf, applicationName: client.map { HTMLText($0.displayName) },
            place: segment?.tenantRecord.map { HTMLText($0.displayName) },
            username: (username ?? hint).map { HTMLText($0) },
            failure: failure, canCancel: interaction.pending.canBeCancelled)
        let status: HTTPResponse.Status = failure == nil ? .ok : .badRequest
        return pages.page(
            "sign-in", model, context: interaction.context, status: status,
            formTarget: target ?? interaction.pending.redirectURI)
    }

    private func accountsPage(_ interaction: Interaction, segment: TenantSegment) async throws -> Response {
        var accounts: [AccountsPage.Account] = []
        for entry in interaction.browser.accounts {
            guard let person = try await person(interaction, sessionID: entry.session.id),
                segment.tenantRecord.map({ $0.id == person.tenant.id }) ?? true
            else { continue }
            accounts.append(
                AccountsPage.Account(
                    id: HTMLText(entry.session.id.lowercaseText), name: HTMLText(person.user.displayName),
                    userName: HTMLText(person.user.userPrincipalName)))
        }
        let form = interaction.formModel
        let client = try await client(of: interaction.pending)
        let model = AccountsPage(
            request: form.request, csrf: form.csrf, applicationName: client.map { HTMLText($0.displayName) },
            accounts: accounts)
        return pages.page(
            "accounts", model, context: interaction.context, formTarget: interaction.pending.redirectURI)
    }

    private func silentFailure(
        _ interaction: Interaction, _ refusal: Refusal, _ message: String
    ) throws -> RedirectedFailure {
        guard case .authorize(let request) = interaction.pending.subject else { throw PageRefusal.expired }
        return RedirectedFailure(destination: request.destination, failure: IdentityFailure(refusal, message))
    }
}

extension AuthorizationRequest {
    var destination: AuthorizationDestination {
        AuthorizationDestination(redirectURI: effectiveRedirectURI, mode: responseMode, state: state)
    }
}

extension PendingRequest {
    /// Where the forms of the request may lead in the end.
    var redirectURI: String? {
        switch subject {
        case .authorize(let request): request.effectiveRedirectURI
        case .adminConsent(let request): request.redirectURI
        case .device: nil
        }
    }

    /// Somebody waits for an answer even when the person gives up.
    var canBeCancelled: Bool { if case .authorize = subject { true } else { false } }
}
