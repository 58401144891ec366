import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// `/{tenant}/oauth2/v2.0/authorize`, `/{tenant}/oauth2/authorize` and the forms of its pages; identity.md B.1.
struct AuthorizeRoutes: Sendable {
    let shared: PageRoutes

    func add(to router: Router<TenantContext>) {
        for (path, version) in [
            ("/:tenant/oauth2/v2.0/authorize", ProtocolVersion.v2), ("/:tenant/oauth2/authorize", .v1),
        ] {
            for method in [HTTPRequest.Method.get, .post] {
                router.on(RouterPath(path), method: method) { request, context in
                    await shared.guarded(context) { try await begin(request, context, version) }
                }
            }
        }
        router.get("/signin/resume") { request, context in
            await shared.guarded(context) {
                let handle = try request.queryFields()["request"]
                return try await shared.flow.advance(
                    try await shared.store.resume(handle, formToken: nil, request, context))
            }
        }
        router.post("/signin/password") { request, context in
            await shared.guarded(context, afterForm: true) { try await password(request, context) }
        }
        router.post("/signin/account") { request, context in
            await shared.guarded(context, afterForm: true) { try await account(request, context) }
        }
        router.post("/signin/consent") { request, context in
            await shared.guarded(context, afterForm: true) { try await consent(request, context) }
        }
    }

    /// Tenant, client, redirect URI; then everything that the client may hear of.
    private func begin(_ request: Request, _ context: TenantContext, _ version: ProtocolVersion) async throws
        -> Response
    {
        let fields = try await shared.parameters(request, context)
        let segmentText = request.segment("tenant", context)
        let segment = try await TenantSegment.resolve(segmentText, in: shared.database)
        let application = try await Self.application(fields, segment: segment, database: shared.database)
        let parser = AuthorizationRequestParser(
            version: version, segment: segmentText, application: application,
            allowsPlainChallenge: shared.dependencies.options.allowsPlainChallenge,
            requiresChallenge: shared.dependencies.options.requiresChallengeOfPublicClients)
        let authorization = try parser.parse(fields)
        let interaction = try await shared.store.begin(.authorize(authorization), request, context)
        return try await shared.flow.advance(interaction)
    }

    /// The client of a page request.
    ///
    /// - Throws: ``IdentityFailure`` 900144, 700016, 50194.
    static func application(
        _ fields: FormFields, segment: TenantSegment, database: TenantDatabase
    ) async throws -> Application {
        guard let text = fields["client_id"] else {
            throw IdentityFailure(
                .parameterMissing, "The request must contain the following parameter: 'client_id'.")
        }
        guard let clientID = UUID(uuidString: text) else {
            throw IdentityFailure(
                .unknownApplication,
                "Application with identifier '\(text.shortened)' was not found in the directory – a client ID is a GUID."
            )
        }
        let found = try await database.application(appID: clientID)
        return try ClientAuthenticator.admit(found, clientID: clientID, segment: segment)
    }

    // MARK: Forms

    private func resume(_ form: FormFields, _ request: Request, _ context: TenantContext) async throws -> Interaction {
        var interaction = try await shared.store.resume(
            form["request"], formToken: .some(form["csrf"]), request, context)
        interaction.isAfterForm = true
        return interaction
    }

    private func password(_ request: Request, _ context: TenantContext) async throws -> Response {
        let form = try await request.form(context)
        var interaction = try await resume(form, request, context)
        if form["answer"] == "cancel" { throw try cancelled(interaction) }
        let signIn = PasswordSignIn(shared: shared)
        switch try await signIn.verify(form, interaction: interaction) {
        case .failed(let message):
            let page = try await shared.flow.signInPage(interaction, failure: message, username: form["username"])
            return interaction.browser.apply(to: page)
        case .signedIn(let user):
            let session = try await interaction.browser.signIn(user, database: shared.database)
            interaction.pending.signedInSessionID = session.id
            interaction.pending.wantsOtherAccount = false
            try await shared.store.save(interaction)
            return interaction.browser.apply(to: seeOther(interaction))
        }
    }

    private func account(_ request: Request, _ context: TenantContext) async throws -> Response {
        let form = try await request.form(context)
        var interaction = try await resume(form, request, context)
        switch form["account"] {
        case "cancel": throw try cancelled(interaction)
        case "other":
            interaction.pending.wantsOtherAccount = true
            interaction.pending.sessionID = nil
            interaction.pending.signedInSessionID = nil
        case let text:
            guard let id = text.flatMap({ UUID(uuidString: $0) }) else { throw PageRefusal.expired }
            interaction.pending.sessionID = id
            interaction.pending.wantsOtherAccount = false
        }
        interaction.pending.shown = nil
        try await shared.store.save(interaction)
        return interaction.browser.apply(to: seeOther(interaction))
    }

    private func consent(_ request: Request, _ context: TenantContext) async throws -> Response {
        let form = try await request.form(context)
        var interaction = try await resume(form, request, context)
        guard form["answer"] == "accept" else {
            switch interaction.pending.subject {
            case .authorize: throw try cancelled(interaction)
            case .adminConsent(let subject):
                return try await AdminConsentStep(flow: shared.flow).declined(interaction, subject)
            case .device(let subject):
                return try await DeviceStep(flow: shared.flow).declined(interaction, subject)
            }
        }
        try await ConsentStep(flow: shared.flow).accept(&interaction, forOrganisation: form["organisation"] == "on")
        return interaction.browser.apply(to: seeOther(interaction))
    }

    private func cancelled(_ interaction: Interaction) throws -> RedirectedFailure {
        guard case .authorize(let request) = interaction.pending.subject else { throw PageRefusal.expired }
        return RedirectedFailure(
            destination: request.destination,
            failure: IdentityFailure(
                .consentDeclined, "User declined to consent to access the app."), isCancelled: true)
    }

    private func seeOther(_ interaction: Interaction) -> Response {
        var headers = HTTPFields.noStore
        headers[.location] = "/signin/resume?request=" + FormFields.encode(interaction.token.reveal)
        headers[.referrerPolicy] = "no-referrer"
        return Response(status: .seeOther, headers: headers)
    }
}
