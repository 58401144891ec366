import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// Secrets and certificates of applications; identity.md D.4, D.6.
enum ApplicationCredentialRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.post, "/applications/:id/addPassword", addPassword)
        routes.on(.post, "/applications/:id/removePassword", removePassword)
        routes.on(.post, "/applications/:id/addKey", addKey)
        routes.on(.post, "/applications/:id/removeKey", removeKey)
    }

    private struct AddPasswordBody: Decodable {
        let passwordCredential: PasswordCredential?
    }

    private struct AddKeyBody: Decodable {
        let keyCredential: KeyCredential
        let proof: String?
    }

    private struct KeyIDBody: Decodable {
        let keyID: String
        let proof: String?

        enum CodingKeys: String, CodingKey {
            case keyID = "keyId"
            case proof
        }
    }

    private static func addPassword(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        let wish = try call.model(AddPasswordBody.self).passwordCredential
        guard wish?.secretText == nil else {
            throw APIFailure.badRequest("secretText cannot be set: the service makes the secret.")
        }
        let (credential, secret) = try await call.tenant.addPassword(
            toApplication: application.id, displayName: wish?.displayName, start: wish?.startDateTime?.date,
            end: wish?.endDateTime?.date)
        let shown = PasswordCredential(credential, secret: secret)
        return try answer(try DirectoryJSON.tree(shown), type: "passwordCredential", call)
    }

    private static func removePassword(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        let keyID = try ApplicationBody.id(try call.model(KeyIDBody.self).keyID, "keyId")
        try await call.tenant.removePassword(keyID: keyID, fromApplication: application.id)
        return Response(status: .noContent)
    }

    private static func addKey(_ call: DirectoryCall) async throws -> Response {
        let application = try await rollableApplication(call)
        let body = try call.model(AddKeyBody.self)
        try KeyProof.check(body.proof, of: application, now: call.now)
        guard body.keyCredential.key != nil else { throw APIFailure.badRequest("keyCredential/key is missing.") }
        let key = try await call.tenant.addKey(
            try CertificateReader.draft(body.keyCredential), toApplication: application.id)
        return try answer(try DirectoryJSON.tree(KeyCredential(key, showsKey: false)), type: "keyCredential", call)
    }

    private static func removeKey(_ call: DirectoryCall) async throws -> Response {
        let application = try await rollableApplication(call)
        let body = try call.model(KeyIDBody.self)
        try KeyProof.check(body.proof, of: application, now: call.now)
        let keyID = try ApplicationBody.id(body.keyID, "keyId")
        try await call.tenant.removeKey(keyID: keyID, fromApplication: application.id)
        return Response(status: .noContent)
    }

    /// An application may roll its own keys without any permission: the proof is permission enough.
    private static func rollableApplication(_ call: DirectoryCall) async throws -> TenantStore.Application {
        if call.caller.isAppOnly, let own = try? await call.application(), own.appID == call.caller.clientAppID {
            return own
        }
        return try await call.writableApplication()
    }

    private static func answer(_ object: JSONTree, type: String, _ call: DirectoryCall) throws -> Response {
        var body: JSONTree.Members = .init()
        body["@odata.context"] = .string("\(call.root)/$metadata#microsoft.graph.\(type)")
        for member in object.objectValue?.list ?? [] { body[member.name] = member.value }
        return .json(.object(body), headers: [.cacheControl: "no-store"])
    }
}
