import Foundation
import ServiceCore
import TenantStore

/// The scopes of a request with the resources of a tenant that they name.
struct ResolvedScopes: Sendable {
    /// One resource of the request.
    struct Resource: Sendable {
        let servicePrincipal: ServicePrincipal
        let items: [ScopeRequest.Item]
        /// The identifier that stands in the token's `aud`.
        var audience: String { items.first?.audience ?? ScopeRequest.shortFormAudience }
        var asksDefault: Bool { items.contains(where: \.isDefault) }
    }

    let request: ScopeRequest
    /// In the order of the request; a token is for the first.
    let resources: [Resource]
}

/// Finds the resources that scopes name in a tenant; identity.md B.2.
struct ScopeResolver: Sendable {
    let handle: TenantHandle

    /// The hosts of this server itself count as names of Graph: SDKs derive a scope from the base address, F.6.
    private static let localGraphNames: Set<String> = ["https://localhost", "https://127.0.0.1"]

    /// - Throws: ``IdentityFailure`` 70011, 500011.
    func resolve(_ text: String, clientID: UUID) async throws -> ResolvedScopes {
        var found: [String: ServicePrincipal] = [:]
        for value in text.split(separator: " ") {
            for candidate in Self.candidates(value, clientID: clientID) {
                guard found[candidate] == nil else { break }
                if let servicePrincipal = try await lookUp(candidate) {
                    found[candidate] = servicePrincipal
                    break
                }
            }
        }
        let request = try ScopeRequest(parsing: text, names: Set(found.keys), clientID: clientID)
        return try await group(request, found: found)
    }

    /// The one resource of a v1 request.
    func resolve(resource: String) async throws -> ResolvedScopes {
        let name = ScopeRequest.normalised(resource)
        var found: [String: ServicePrincipal] = [:]
        if let servicePrincipal = try await lookUp(name) { found[name] = servicePrincipal }
        return try await group(ScopeRequest(resource: resource, names: Set(found.keys)), found: found)
    }

    private func group(_ request: ScopeRequest, found: [String: ServicePrincipal]) async throws -> ResolvedScopes {
        var order: [UUID] = []
        var principals: [UUID: ServicePrincipal] = [:]
        var items: [UUID: [ScopeRequest.Item]] = [:]
        for item in request.items {
            var servicePrincipal = item.resourceName.flatMap { found[$0] }
            if servicePrincipal == nil, let name = item.resourceName { servicePrincipal = try await lookUp(name) }
            guard let servicePrincipal else { throw try await unknown(item) }
            if principals.updateValue(servicePrincipal, forKey: servicePrincipal.id) == nil {
                order.append(servicePrincipal.id)
            }
            items[servicePrincipal.id, default: []].append(item)
        }
        return ResolvedScopes(
            request: request,
            resources: order.compactMap { id in
                principals[id].map { ResolvedScopes.Resource(servicePrincipal: $0, items: items[id] ?? []) }
            })
    }

    private func lookUp(_ name: String) async throws -> ServicePrincipal? {
        let identifier = Self.localGraphNames.contains(name) ? ScopeRequest.shortFormAudience : name
        return try await handle.servicePrincipal(identifier: identifier)
    }

    private func unknown(_ item: ScopeRequest.Item) async throws -> IdentityFailure {
        let tenant = try await handle.tenant()
        return IdentityFailure(
            .unknownResource,
            "The resource principal named \(item.audience.shortened) was not found in the tenant named "
                + "\(tenant.displayName). This can happen if the application has not been installed by the administrator "
                + "of the tenant or consented to by any user in the tenant. You might have sent your authentication "
                + "request to the wrong tenant.")
    }

    /// Every part of a scope that ends before a slash and could be an identifier, longest first, in lower case.
    static func candidates(_ value: some StringProtocol, clientID: UUID) -> [String] {
        let folded = value.lowercased()
        guard folded.contains("/") else {
            return UUID(uuidString: folded) == clientID ? [clientID.lowercaseText] : [ScopeRequest.shortFormAudience]
        }
        var output: [String] = []
        var end = folded.endIndex
        while let slash = folded[..<end].lastIndex(of: "/") {
            let candidate = String(folded[..<slash])
            // `https:` and `https:/` are no identifiers; neither is what ends in the slash that doubles the next.
            if candidate.count > 8 || !candidate.hasPrefix("http"), !candidate.hasSuffix("/"), !candidate.hasSuffix(":")
            {
                output.append(candidate)
            }
            end = slash
        }
        return output
    }
}
