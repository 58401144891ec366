import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import NIOCore
import ServiceCore
import TenantStore

/// One call of a directory route: who calls, for which tenant, with what.
struct DirectoryCall: Sendable {
    let caller: Caller
    /// The caller's tenant, and no other.
    let tenant: TenantHandle
    let query: ODataQuery
    let dependencies: ServerDependencies
    let context: TenantContext
    /// `v1.0` or `beta`.
    let version: String
    private let headers: HTTPFields
    private let path: String
    private let body: ByteBuffer

    init(request: Request, context: TenantContext, dependencies: ServerDependencies) async throws {
        caller = try context.requireCaller()
        // A token for another API is no token for Graph, whatever it allows there.
        guard caller.audience == .microsoftGraph else {
            throw APIFailure(
                .unauthorized, code: "InvalidAuthenticationToken",
                message: "Access token validation failure. Invalid audience.")
        }
        tenant = dependencies.database.handle(for: caller.tenantID)
        query = try ODataQuery(parsing: request.uri.query ?? "")
        self.dependencies = dependencies
        self.context = context
        headers = request.headers
        path = request.uri.path
        version = path.hasPrefix("/beta") ? "beta" : "v1.0"
        body = try await request.body.collect(upTo: context.maxUploadSize)
    }

    var now: Date { dependencies.time.now }

    /// The root that links of the answer are built on.
    var root: String { "\(context.authority.origin)/\(version)" }

    /// This very list without its query.
    var listURL: String { context.authority.origin + path }

    /// `ConsistencyLevel: eventual`, which $search demands.
    var isEventual: Bool {
        HTTPField.Name("ConsistencyLevel").flatMap { headers[$0] }?.lowercased() == "eventual"
    }

    /// The body as JSON.
    ///
    /// - Throws: ``APIFailure`` 400 when it is no object.
    func json() throws -> JSONTree {
        do {
            let tree = try JSONReader.read(Array(body.readableBytesView))
            guard tree.objectValue != nil else { throw APIFailure.badRequest("The body must be a JSON object.") }
            return tree
        } catch let error as JSONReader.Failure {
            throw APIFailure.badRequest("Unable to read JSON request payload. \(error)")
        }
    }

    /// The body as a wire model. Its syntax was checked by ``json()`` with our own bounds on depth and repetition.
    func model<Model: Decodable>(_ type: Model.Type) throws -> Model {
        _ = try json()
        return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    }

    /// A path parameter, decoded.
    func parameter(_ name: String) throws -> String {
        let text = try context.parameters.require(name)
        return text.removingPercentEncoding ?? text
    }

    /// A path parameter that must be a GUID.
    ///
    /// - Throws: ``APIFailure`` 400 as the service does for a malformed key.
    func identifier(_ name: String) throws -> UUID {
        let text = try parameter(name)
        guard let id = UUID(uuidString: text) else { throw APIFailure.invalidIdentifier(text) }
        return id
    }

    /// The key of the path: an object ID, or an alternate key such as `appId='…'` behind `(`.
    func key() throws -> DirectoryKey { try DirectoryKey(parsing: try parameter("id")) }

    /// Passes when the token's permissions and, for a user, her directory roles allow the operation.
    func require(_ permission: DirectoryPermission) throws {
        try caller.requireInDirectory(permission.requirement)
        guard caller.isAppOnly || permission.roles.isEmpty || holdsRole(permission.roles) else { throw Caller.denied }
    }

    /// Whether the signed-in user has one of the directory roles.
    func holdsRole(_ roles: Set<DirectoryRole>) -> Bool {
        roles.contains { caller.wids.contains($0.rawValue.lowercaseText) }
    }
}

/// What identifies an object in a path.
enum DirectoryKey: Sendable, Hashable {
    case id(UUID)
    case appID(UUID)
    case uniqueName(String)

    /// Reads `{guid}` or what stands behind the opening parenthesis: `appId='{guid}')`.
    init(parsing text: String) throws {
        if let id = UUID(uuidString: text) {
            self = .id(id)
            return
        }
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[1].hasSuffix("')"), parts[1].hasPrefix("'"), parts[1].count > 3 else {
            throw APIFailure.invalidIdentifier(text)
        }
        let value = String(parts[1].dropFirst().dropLast(2)).replacing("''", with: "'")
        switch parts[0].lowercased() {
        case "appid":
            guard let id = UUID(uuidString: value) else { throw APIFailure.invalidIdentifier(value) }
            self = .appID(id)
        case "uniquename": self = .uniqueName(value)
        default: throw APIFailure.invalidIdentifier(text)
        }
    }
}
