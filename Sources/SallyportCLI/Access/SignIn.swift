import EntraIdentity
import Foundation
import ServiceCore

/// One sign-in as the options of `auth login` and `auth token` ask for it.
struct SignIn: Sendable {
    let access: ServiceAccess
    let cache: TokenCache
    let clientID: String
    let tenant: String
    let method: SignInMethod
    let options: SignInOptions

    private var context: CommandContext { access.context }

    /// Weighs options, variables and profile.
    ///
    /// - Throws: ``CommandError`` when client or tenant are unknown.
    init(access: ServiceAccess, cache: TokenCache, options: SignInOptions) throws {
        let settings = access.context.settings
        self.access = access
        self.cache = cache
        self.options = options
        method = options.method ?? settings.profile.method ?? .browser
        let isLocal = access.localTenant != nil
        let isApplication = method == .clientSecret || method == .certificate
        // On a local tenant users may sign in with our own client; applications have their own.
        let own = isLocal && !isApplication ? WellKnown.sallyCLI.text : nil
        guard let clientID = options.clientID ?? settings.clientID?.value ?? own else {
            throw CommandError(
                .signInNeeded, what: "cannot sign in", why: "no application is named",
                remedy: "give --client-id, or register one with `sally app create` on a local tenant", status: .usage)
        }
        guard let tenant = settings.tenant?.value ?? (isApplication ? nil : Optional("organizations")) else {
            throw CommandError(
                .signInNeeded, what: "cannot sign in", why: "no tenant is named",
                remedy: "give --tenant: an application signs in to one tenant", status: .usage)
        }
        self.clientID = clientID
        self.tenant = tenant
    }

    /// The credential; asks for what it needs.
    func credential() throws -> any TokenCredential {
        let factory = CredentialFactory(access: access, cache: cache)
        switch method {
        case .clientSecret: return try factory.application(clientID, secret: secret(), tenant: tenant)
        case .certificate:
            guard let path = options.certificate ?? context.settings.profile.certificate else {
                throw CommandError(
                    .badInput, what: "cannot sign in", why: "no certificate is named", remedy: "give --certificate",
                    status: .usage)
            }
            return try factory.application(
                clientID, certificate: ClientCertificate(file: context.paths.resolve(path)), tenant: tenant)
        case .deviceCode: return try factory.deviceCode(clientID, tenant: tenant)
        case .username:
            guard let name = options.username ?? context.settings.profile.username else {
                throw CommandError(
                    .badInput, what: "cannot sign in", why: "no user is named", remedy: "give --username",
                    status: .usage)
            }
            let password = try context.prompts.secret("Password of \(TerminalText.escaped(name))")
            return try factory.user(name, password: password, clientID: clientID, tenant: tenant)
        case .browser:
            return try factory.browser(clientID, tenant: tenant, loginHint: context.settings.profile.username)
        }
    }

    /// The secret from standard input or from a file; never from an argument.
    private func secret() throws -> Secret {
        guard let source = options.clientSecret ?? context.settings.profile.secretFile else {
            return try context.prompts.secret("Secret of application \(clientID)")
        }
        guard source == "-" else { return try InputFile.secret(context.paths.resolve(source)) }
        let bytes = try context.prompts.standardInput(limit: 4096)
        let text = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard !text.isEmpty else {
            throw CommandError(
                .badInput, what: "cannot sign in", why: "standard input held no secret",
                remedy: "pipe the secret in: `sally auth login --client-secret - < secret.txt`", status: .usage)
        }
        return Secret(String(text))
    }
}
