import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

/// The directory routes behind the whole server, with tokens made to measure.
struct DirectoryWorld: Sendable {
    /// Who calls.
    enum Who: Sendable {
        /// An application with app roles; its object ID is that of the service principal.
        case app(roles: [String], objectID: UUID? = nil, appID: UUID? = nil)
        /// A user with scopes; the directory roles are the user's own.
        case user(UserRecord, scopes: [String])
    }

    let world: TestWorld

    init() async throws { world = try await TestWorld() }

    /// An application that may do everything here.
    static let registrar = Who.app(roles: [
        "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.Read.All", "User.Read.All", "Organization.Read.All",
    ])

    static let scopes = [
        "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.Read.All", "User.Read", "User.Read.All",
    ]

    var home: TenantHandle { world.database.handle(for: world.contoso) }

    func token(_ who: Who, in tenant: UUID? = nil, audience: String = "https://graph.microsoft.com") async throws
        -> String
    {
        let tenant = tenant ?? world.contoso
        let now = WireTime.epoch(world.clock.now)
        var claims = JSONTree.Members()
        claims["aud"] = .string(audience)
        claims["iss"] = .string(
            world.dependencies.issuers.issuerV1(
                authority: Authority(host: "localhost", port: 8443), tenant: tenant.lowercaseText))
        claims["iat"] = .integer(now - 300)
        claims["nbf"] = .integer(now - 300)
        claims["exp"] = .integer(now + 3600)
        claims["tid"] = .string(tenant.lowercaseText)
        claims["ver"] = "1.0"
        claims["uti"] = "test"
        switch who {
        case .app(let roles, let objectID, let appID):
            claims["appid"] = .string((appID ?? Self.appID).lowercaseText)
            claims["oid"] = .string((objectID ?? Self.appID).lowercaseText)
            claims["roles"] = JSONTree(strings: roles)
        case .user(let user, let scopes):
            claims["appid"] = .string(Self.appID.lowercaseText)
            claims["oid"] = .string(user.id.lowercaseText)
            claims["upn"] = .string(user.userPrincipalName)
            claims["scp"] = .string(scopes.joined(separator: " "))
            let roles = try await world.database.handle(for: tenant).roles(ofUser: user.id)
            claims["wids"] = JSONTree(strings: roles.map(\.rawValue.lowercaseText))
        }
        return try world.dependencies.keys.signer.sign(.object(claims), withThumbprint: true)
    }

    private static let appID = UUID(uuid: (0xD, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    func send(
        _ method: HTTPRequest.Method, _ path: String, as who: Who = registrar, in tenant: UUID? = nil,
        body: JSONTree? = nil, headers: HTTPFields = [:]
    ) async throws -> TestWorld.Answer {
        var headers = headers
        headers[.authorization] = "Bearer \(try await token(who, in: tenant))"
        headers[.contentType] = "application/json"
        let encoded = path.replacing(" ", with: "%20").replacing("\"", with: "%22")
        return try await world.send(method, "/v1.0" + encoded, headers: headers, body: body?.bytes)
    }

    /// Registers an application through Graph and answers it.
    func register(_ name: String = "Collector", as who: Who = registrar, _ more: [(String, JSONTree)] = []) async throws
        -> JSONTree
    {
        var members = JSONTree.Members([.init(name: "displayName", value: .string(name))])
        for (name, value) in more { members[name] = value }
        let answer = try await send(.post, "/applications", as: who, body: .object(members))
        #expect(answer.status == 201, "\(answer.text)")
        return try answer.json()
    }

    func servicePrincipal(of resource: ResourceApplication) async throws -> UUID {
        try #require(try await home.servicePrincipal(appID: resource.appID)).id
    }
}

extension TestWorld.Answer {
    /// Status and code of a refusal.
    var refusal: String {
        let code = (try? json())?["error"]?["code"]?.stringValue ?? "-"
        return "\(status) \(code)"
    }
}

extension JSONTree {
    var text_: String { stringValue ?? "" }
    var ids: [String] { (self["value"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue } }
}
