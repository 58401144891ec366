import EntraIdentity
import Foundation
import ServiceCore

/// Makes the credentials of EntraIdentity for one place.
struct CredentialFactory: Sendable {
    let access: ServiceAccess
    let identity: IdentityContext

    /// - Parameter cache: Where tokens are kept; in memory unless said otherwise.
    init(access: ServiceAccess, cache: TokenCache = TokenCache()) {
        self.access = access
        let context = access.context
        identity = IdentityContext(
            transport: access.transport, time: context.time, random: context.random, cache: cache,
            timeout: min(context.settings.timeout, .seconds(60)), userAgent: "sally")
    }

    func authority(_ tenant: String) throws -> Authority { try Authority(cloud: access.cloud, tenant: tenant) }

    func user(
        _ name: String, password: Secret, clientID: String, tenant: String
    ) throws -> UsernamePasswordCredential {
        try UsernamePasswordCredential(
            identity, authority: authority(tenant), clientID: clientID, username: name, password: password)
    }

    func application(_ clientID: String, secret: Secret, tenant: String) throws -> ClientSecretCredential {
        ClientSecretCredential(identity, authority: try authority(tenant), clientID: clientID, secret: secret)
    }

    func application(
        _ clientID: String, certificate: ClientCertificate, tenant: String
    ) throws -> ClientCertificateCredential {
        ClientCertificateCredential(
            identity, authority: try authority(tenant), clientID: clientID, certificate: certificate)
    }

    /// Shows the code on standard error and waits.
    func deviceCode(_ clientID: String, tenant: String) throws -> DeviceCodeCredential {
        let output = access.context.output
        return DeviceCodeCredential(identity, authority: try authority(tenant), clientID: clientID) { prompt in
            output.note("Open \(prompt.verificationURI) and type the code \(prompt.userCode)")
        }
    }

    /// Opens the system's browser and listens on loopback for its way back.
    func browser(_ clientID: String, tenant: String, loginHint: String?) throws -> InteractiveBrowserCredential {
        let context = access.context
        return InteractiveBrowserCredential(
            identity, authority: try authority(tenant), clientID: clientID, receiver: NetworkLoopbackReceiver(),
            browser: PageOpener(context: context),
            options: .init(signIn: .init(prompt: loginHint == nil ? "select_account" : nil, loginHint: loginHint)))
    }

    /// Whoever signed in before, without asking.
    func cached(_ clientID: String, tenant: String, account: Account?) throws -> CachedAccountCredential {
        CachedAccountCredential(identity, authority: try authority(tenant), clientID: clientID, account: account)
    }
}

/// Opens a page through the context, and tells the address to people whose machine has no browser.
private struct PageOpener: BrowserOpener {
    let context: CommandContext

    func open(_ url: URL) async throws {
        context.output.note(
            "Continue in the browser that opens. If none does, open this address on this machine:\n\(url)")
        do {
            try await context.openPage(url)
        } catch let error as CommandError {
            context.output.detail(error.description)
        }
    }
}
