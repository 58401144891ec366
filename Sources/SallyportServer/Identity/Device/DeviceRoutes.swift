import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// `POST /{tenant}/oauth2/v2.0/devicecode`, and the page where the code is typed; identity.md B.4.
struct DeviceRoutes: Sendable {
    /// Wrong codes of one session before its door closes; H.38.
    static let mostWrongCodes = 5

    let shared: PageRoutes

    func add(to router: Router<TenantContext>) {
        for (path, version) in [
            ("/:tenant/oauth2/v2.0/devicecode", ProtocolVersion.v2), ("/:tenant/oauth2/devicecode", .v1),
        ] {
            router.on(RouterPath(path), method: .post) { try await begin($0, $1, version) }
            router.on(RouterPath(path), method: .get) { _, _ -> Response in throw TokenEndpoint.wrongMethod }
        }
        for path in ["/device", "/devicelogin", "/:tenant/oauth2/deviceauth"] {
            router.get(RouterPath(path)) { request, context in
                await shared.guarded(context) { try await codePage(request, context) }
            }
        }
        router.post("/device") { request, context in
            await shared.guarded(context, afterForm: true) { try await enter(request, context) }
        }
        router.post("/device/confirm") { request, context in
            await shared.guarded(context, afterForm: true) { try await confirm(request, context) }
        }
    }

    // MARK: The device

    private func begin(_ request: Request, _ context: TenantContext, _ version: ProtocolVersion) async throws
        -> Response
    {
        let form = try await request.form(context)
        let segmentText = request.segment("tenant", context)
        let segment = try await TenantSegment.resolve(segmentText, in: shared.database)
        let application = try await AuthorizeRoutes.application(form, segment: segment, database: shared.database)
        _ = try ClaimsParameter.parse(form["claims"])
        var draft = DeviceCodeDraft(clientID: application.appID, authority: segmentText, scopes: "")
        switch version {
        case .v1: draft.resource = try form.require("resource")
        case .v2:
            guard form["resource"] == nil || form["scope"] != nil else { throw ClientCredentialsGrant.resourceOnV2 }
            draft.scopes = try form.require("scope")
        }
        try await check(draft, application: application, segment: segment)
        draft.claims = form["claims"]
        draft.lifetime = TokenLifetime.deviceCode
        let (code, record) = try await shared.database.createDeviceCode(draft)
        return Response.json(
            Self.body(code: code, record: record, context: context, version: version), headers: .noStore)
    }

    /// Where the tenant is known, scopes that nothing defines are refused at once rather than after a sign-in.
    private func check(_ draft: DeviceCodeDraft, application: Application, segment: TenantSegment) async throws {
        guard let tenant = segment.tenantRecord else { return }
        let handle = shared.database.handle(for: tenant.id)
        let resolver = ScopeResolver(handle: handle)
        let resolved =
            draft.resource == nil
            ? try await resolver.resolve(draft.scopes, clientID: application.appID)
            : try await resolver.resolve(resource: draft.resource ?? "")
        for resource in resolved.resources {
            _ = try await ConsentReader(handle: handle, client: application).demand(resource, userID: nil)
        }
    }

    private static func body(
        code: Secret, record: DeviceCodeRecord, context: TenantContext, version: ProtocolVersion
    ) -> JSONTree {
        let address = "\(context.authority.origin)/device"
        let lifetime = Int64(record.expiresDateTime.timeIntervalSince(record.createdDateTime).rounded())
        var body = JSONTree.Members()
        body["user_code"] = .string(record.userCode)
        body["device_code"] = .string(code.reveal)
        body[version == .v2 ? "verification_uri" : "verification_url"] = .string(address)
        body["expires_in"] = version == .v2 ? .integer(lifetime) : .string(String(lifetime))
        body["interval"] = version == .v2 ? .integer(Int64(record.interval)) : .string(String(record.interval))
        body["message"] = .string(
            "To sign in, use a web browser to open the page \(address) and enter the code \(record.userCode) to authenticate."
        )
        return .object(body)
    }

    // MARK: The person

    private func codePage(_ request: Request, _ context: TenantContext) async throws -> Response {
        let interaction = try await shared.store.begin(.device(DeviceRequest()), request, context)
        // A code in the address is only typed for the person; it still has to be sent and confirmed, H.40.
        let fields = try request.queryFields()
        return page(interaction, code: fields["user_code"] ?? fields["code"] ?? "", failure: nil)
    }

    private func page(_ interaction: Interaction, code: String, failure: HTMLText?) -> Response {
        let form = interaction.formModel
        let model = DeviceCodePage(
            request: form.request, csrf: form.csrf, code: HTMLText(String(code.prefix(20))), failure: failure)
        return interaction.browser.apply(
            to: shared.pages.page(
                "device-code", model, context: interaction.context, status: failure == nil ? .ok : .badRequest))
    }

    private func enter(_ request: Request, _ context: TenantContext) async throws -> Response {
        let form = try await request.form(context)
        var interaction = try await shared.store.resume(
            form["request"], formToken: .some(form["csrf"]), request, context)
        let address = "usercode|" + (context.remoteAddress ?? "-")
        try shared.throttle.check(address, now: interaction.now)
        guard let typed = form["user_code"] else {
            return page(interaction, code: "", failure: "Type the code that your device shows (AADSTS90119).")
        }
        guard interaction.browser.forms.session.wrongUserCodes < Self.mostWrongCodes else { throw Self.tooManyCodes }
        guard let record = try await shared.database.pendingDeviceCode(userCode: typed) else {
            shared.throttle.recordFailure(address, now: interaction.now)
            let count = try await shared.database.countWrongUserCode(in: interaction.browser.forms.session)
            guard count < Self.mostWrongCodes else { throw Self.tooManyCodes }
            return page(
                interaction, code: typed, failure: "That code did not work. Check it, or start again on your device.")
        }
        shared.throttle.recordSuccess(address)
        let device = DeviceRequest(
            segment: record.authority, userCode: record.userCode, clientID: record.clientID, scopes: record.scopes,
            resource: record.resource)
        interaction.pending.subject = .device(device)
        try await shared.store.save(interaction)
        return interaction.browser.apply(to: Self.seeOther(interaction))
    }

    private static let tooManyCodes = IdentityFailure(
        .tooManyFailures, "Too many wrong codes were entered. Start again on your device, later.", retryAfter: 300)

    private func confirm(_ request: Request, _ context: TenantContext) async throws -> Response {
        let form = try await request.form(context)
        var interaction = try await shared.store.resume(
            form["request"], formToken: .some(form["csrf"]), request, context)
        guard case .device(let device) = interaction.pending.subject else { throw PageRefusal.expired }
        guard form["answer"] == "accept" else {
            return try await DeviceStep(flow: shared.flow).declined(interaction, device)
        }
        interaction.pending.hasConfirmedDevice = true
        try await shared.store.save(interaction)
        return interaction.browser.apply(to: Self.seeOther(interaction))
    }

    private static func seeOther(_ interaction: Interaction) -> Response {
        var headers = HTTPFields.noStore
        headers[.location] = "/signin/resume?request=" + FormFields.encode(interaction.token.reveal)
        return Response(status: .seeOther, headers: headers)
    }
}
