import EntraIdentity
import Foundation
import ServiceCore

/// Finds out who calls: the application of the variables, then the profile, then, on a local tenant, its administrator.
struct CredentialResolver: Sendable {
    let access: ServiceAccess

    /// Who calls, and on whose behalf.
    enum Caller: Equatable, Sendable {
        /// `AZURE_CLIENT_ID` with a secret or a certificate.
        case environment(clientID: String)
        case profile(name: String, clientID: String, method: SignInMethod)
        case localAdministrator
    }

    private var context: CommandContext { access.context }
    private var settings: Settings { context.settings }

    /// Decides who calls, without looking at any secret.
    ///
    /// - Throws: ``CommandError`` with the command that signs in.
    func caller() throws -> Caller {
        let hasCredential = context.environment.first("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH") != nil
        if !settings.isProfileNamed, hasCredential, let client = settings.clientID,
            client.source.hasSuffix("_CLIENT_ID")
        {
            return .environment(clientID: client.value)
        }
        if let name = settings.profileName, let client = settings.profile.client {
            return .profile(name: name, clientID: client, method: settings.profile.method ?? .browser)
        }
        if access.localTenant != nil { return .localAdministrator }
        throw CommandError(
            .signInNeeded, what: "nobody is signed in", why: "there is neither a profile nor AZURE_CLIENT_ID",
            remedy:
                "sign in with `sally auth login --tenant TENANT --client-id ID`, or start a tenant of your own with "
                + "`sally local start --detach`", status: .signInNeeded)
    }

    /// The credential of the caller.
    ///
    /// - Parameter tenant: The tenant to sign in to, when the caller is free to choose.
    func credential(tenant: String?) async throws -> any TokenCredential {
        switch try caller() {
        case .environment(let clientID): try environment(clientID, tenant: required(tenant))
        case .profile(let name, let clientID, let method):
            try await profile(name, clientID, method, tenant: required(tenant ?? settings.profile.tenant))
        case .localAdministrator: try await localAdministrator(tenant)
        }
    }

    private func environment(_ clientID: String, tenant: String) throws -> any TokenCredential {
        let factory = CredentialFactory(access: access)
        if let secret = context.environment.first("AZURE_CLIENT_SECRET") {
            return try factory.application(clientID, secret: Secret(secret.value), tenant: tenant)
        }
        let path = context.environment.first("AZURE_CLIENT_CERTIFICATE_PATH")?.value ?? ""
        let passphrase = context.environment.first("AZURE_CLIENT_CERTIFICATE_PASSWORD").map { Secret($0.value) }
        return try factory.application(
            clientID,
            certificate: ClientCertificate(
                file: context.paths.resolve(path), passphrase: passphrase, allowsReadableByOthers: true),
            tenant: tenant)
    }

    private func profile(
        _ name: String, _ clientID: String, _ method: SignInMethod, tenant: String
    ) async throws -> any TokenCredential {
        let cache = ProfileTokens(name: name, context: context).cache
        let factory = CredentialFactory(access: access, cache: cache)
        switch method {
        case .certificate:
            guard let path = settings.profile.certificate else { throw incomplete(name, "certificate") }
            return try factory.application(
                clientID, certificate: ClientCertificate(file: context.paths.resolve(path)), tenant: tenant)
        case .clientSecret:
            if let file = settings.profile.secretFile {
                return try factory.application(
                    clientID, secret: InputFile.secret(context.paths.resolve(file)), tenant: tenant)
            }
            return KeptApplicationTokens(
                cache: cache, factory: factory, clientID: clientID, tenant: tenant, profile: name)
        case .browser, .deviceCode, .username:
            let accounts = try await cache.accounts(clientID: clientID, cloud: access.cloud)
            let account = accounts.first {
                settings.profile.username == nil || $0.username == settings.profile.username
            }
            guard let account else {
                throw CommandError(
                    .signInNeeded, what: "the profile \(name) is not signed in", why: "it has no token any more",
                    remedy: "sign in with `sally auth login --profile \(name)`", status: .signInNeeded)
            }
            return try factory.cached(clientID, tenant: tenant, account: account)
        }
    }

    private func localAdministrator(_ tenant: String?) async throws -> any TokenCredential {
        guard let local = access.localTenant else { throw CancellationError() }
        let world = try await LocalWorld.read(state: local.state, in: context)
        return try LocalCredentials.user(
            nil, in: world.required(tenant, fallback: { $0.customers.first }), access: access)
    }

    private func required(_ tenant: String?) throws -> String {
        if let tenant { return tenant }
        throw CommandError(
            .signInNeeded, what: "cannot sign in", why: "no tenant is known",
            remedy: "name it with --tenant, AZURE_TENANT_ID or in the profile", status: .usage)
    }

    private func incomplete(_ name: String, _ key: String) -> CommandError {
        CommandError(
            .badConfiguration, what: "cannot use the profile \(name)", why: "it names no \(key)",
            remedy: "add \(key): to it, or run `sally auth login --profile \(name)`", status: .usage)
    }
}

/// App-only tokens that `auth login --client-secret -` left behind; when they end, the secret is needed again.
private struct KeptApplicationTokens: TokenCredential {
    let cache: TokenCache
    let factory: CredentialFactory
    let clientID: String
    let tenant: String
    let profile: String

    func token(for context: TokenRequestContext) async throws -> AccessToken {
        // An empty secret never leaves: the credential answers from the cache, or the transport refuses below.
        let offline = IdentityContext(
            transport: NoTransport(profile: profile), time: factory.identity.time, random: factory.identity.random,
            cache: cache, retry: .none)
        return try await ClientSecretCredential(
            offline, authority: factory.authority(tenant), clientID: clientID, secret: Secret("")
        ).token(for: context)
    }
}

/// Refuses every request with the command that signs in again.
private struct NoTransport: HTTPTransport {
    let profile: String

    func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        throw CommandError(
            .signInNeeded, what: "the sign-in of the profile \(profile) has ended",
            why: "its secret was read from standard input and is not kept",
            remedy:
                "sign in again with `sally auth login --profile \(profile) --client-secret -`, or give the profile a "
                + "secret-file", status: .signInNeeded)
    }
}
