import DefenderAPI
import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import NIOCore
import ServiceCore
import TenantStore

/// What the handlers of the security routes share.
struct SecurityHandlers: Sendable {
    let dependencies: ServerDependencies
    let settings: SecuritySettings
    let hunting: HuntingService
    let meter = QuotaMeter()

    /// Checks permission, role and quota, then runs the operation.
    ///
    /// - Throws: ``APIFailure``.
    func serve(_ route: SecurityRoute, _ request: Request, _ context: TenantContext) async throws -> Response {
        let caller = try context.requireCaller()
        guard settings.servesDefenderAPI || route.surface != .defender else {
            throw APIFailure(
                .gone, code: "NotFound",
                message: "The Defender API is switched off here; use Microsoft Graph, /v1.0/security.")
        }
        let store = dependencies.database.handle(for: caller.tenantID)
        guard try await store.tenant().isDefenderEnabled else {
            throw APIFailure(
                .forbidden, code: "Forbidden", message: "Unauthorized request - Account is not provisioned.")
        }
        try caller.require(route.requirement)
        try caller.requireUserRole(anyOf: route.userRoles.templates)
        if settings.enforcesQuotas {
            do {
                try meter.count(
                    route, tenantID: caller.tenantID, clientAppID: caller.clientAppID, now: dependencies.time.now)
            } catch {
                throw SecurityFailure.throttled(
                    error, on: route.surface, numericCode: settings.usesNumericThrottleCode)
            }
        }
        let call = SecurityCall(
            request: request,
            context: context,
            caller: caller,
            store: store,
            origin: WireOrigin(
                tenantID: caller.tenantID,
                authority: context.authority,
                showsHiddenMembers: Self.asksForHiddenMembers(request.headers)
            )
        )
        switch route.operation {
        case .xdrListIncidents: return try await listXDRIncidents(call)
        case .xdrGetIncident: return try await getXDRIncident(call)
        case .xdrUpdateIncident: return try await updateXDRIncident(call)
        case .xdrHunting: return try await huntXDR(call)
        case .graphListIncidents: return try await listGraphIncidents(call)
        case .graphGetIncident: return try await getGraphIncident(call)
        case .graphUpdateIncident: return try await updateGraphIncident(call)
        case .graphCommentIncident: return try await commentGraphIncident(call)
        case .graphListAlerts: return try await listGraphAlerts(call)
        case .graphGetAlert: return try await getGraphAlert(call)
        case .graphUpdateAlert: return try await updateGraphAlert(call)
        case .graphCommentAlert: return try await commentGraphAlert(call)
        case .graphHunting: return try await huntGraph(call)
        }
    }

    private static func asksForHiddenMembers(_ headers: HTTPFields) -> Bool {
        headers[values: .prefer].contains { $0.lowercased().contains("include-unknown-enum-members") }
    }
}

extension HTTPField.Name {
    /// RFC 7240.
    static let prefer = HTTPField.Name(constant: "Prefer")

    /// OData 4.0, part 1, 8.1.5.
    static let odataVersion = HTTPField.Name(constant: "OData-Version")
}

/// One authenticated request on its way through a handler.
struct SecurityCall: Sendable {
    let request: Request
    let context: TenantContext
    let caller: Caller
    /// The store as the caller's tenant sees it; nothing else can be reached from here.
    let store: TenantHandle
    let origin: WireOrigin

    var surface: Surface { context.surface }

    /// The path parameter `id`, decoded.
    var id: String { context.parameters.get("id")?.removingPercentEncoding ?? "" }

    /// `https://host/v1.0` or `/beta`, or `https://host/api`.
    var root: String {
        let version = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
        return context.authority.origin + "/" + version
    }

    /// The `@odata.context` of an answer.
    func odataContext(_ fragment: String) -> String { "\(root)/$metadata#\(fragment)" }

    func body() async throws -> RequestBodyReader {
        try await RequestBodyReader(request.bytes(in: context), on: surface)
    }

    /// Who changes something, as the service writes it: the user's name, or the application's.
    func actor() async throws -> String {
        if let name = caller.userPrincipalName { return name }
        if let userID = caller.userObjectID, let user = try await store.user(id: userID) {
            return user.userPrincipalName
        }
        let principal = try await store.servicePrincipal(appID: caller.clientAppID)
        return "API-App:" + (principal?.displayName ?? caller.clientAppID.lowercaseText)
    }

    /// An answer in the form of the caller's API.
    func respond(_ value: some Encodable, with encoder: WireEncoder) throws -> Response {
        respond(bytes: ByteBuffer(bytes: try encoder.encode(value)))
    }

    /// An answer of JSON that was written already.
    func respond(bytes: ByteBuffer) -> Response {
        let type =
            surface == .graph
            ? "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
            : "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8"
        return Response(
            status: .ok,
            headers: [.contentType: type, .odataVersion: "4.0"],
            body: ResponseBody(byteBuffer: bytes)
        )
    }
}
