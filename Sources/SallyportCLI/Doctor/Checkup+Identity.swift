import EntraIdentity
import Foundation
import HTTPTypes
import ServiceCore

extension Checkup {
    /// TLS, the tenant's document, and the clock.
    ///
    /// - Returns: The tenant's GUID, or nil when there is no going on.
    mutating func authority() async throws -> String? {
        let tenant: String
        if let named = settings.tenant { tenant = named.value } else { tenant = try await localTenantID() }
        let url = try Authority(cloud: access.cloud, tenant: tenant).metadataEndpoint()
        let response: ServiceResponse
        do {
            response = try await access.transport.send(ServiceRequest(url: url), timeout: settings.timeout)
        } catch let error as TransportError {
            fail("TLS", error.message, remedy: tlsRemedy)
            skip("authority")
            return nil
        }
        pass("TLS", "the certificate of \(access.cloud.loginHost) is trusted")
        checkClock(response)
        guard (200..<300).contains(response.status.code),
            let document = try? response.decoded(as: MetadataDocument.self)
        else {
            let refusal = try? response.decoded(as: OAuthErrorBody.self)
            fail(
                "authority",
                "HTTP \(response.status.code): "
                    + TerminalText.escaped(refusal?.errorDescription ?? "no OpenID configuration"),
                remedy: "check the tenant's name; a tenant of another cloud needs --cloud", isSignIn: true)
            return nil
        }
        pass("authority", "issuer \(TerminalText.escaped(document.issuer))")
        return tenant
    }

    private func localTenantID() async throws -> String {
        guard let local = access.localTenant else { return "organizations" }
        return try await LocalWorld.read(state: local.state, in: context)
            .required(nil, fallback: { $0.customers.first }).id
    }

    private var tlsRemedy: String {
        access.localTenant == nil
            ? "name the CA of your network with --cacert FILE"
            : "run `sally local reset` when the CA in the state folder was changed"
    }

    /// Tokens are refused when the clocks are more than five minutes apart.
    private mutating func checkClock(_ response: ServiceResponse) {
        guard let text = response.headers[.date], let theirs = HTTPDate.parse(text) else { return }
        let skew = abs(theirs.timeIntervalSince(context.time.now))
        if skew > 300 {
            fail(
                "clock", "this machine's clock is \(Int(skew)) seconds away from the service's",
                remedy: "set the clock, for example by NTP")
        } else {
            pass("clock", "\(Int(skew)) s apart")
        }
    }

    /// A token for Graph, which shows that client and credential are right.
    mutating func credential(_ tenant: String) async throws -> (any TokenCredential)? {
        do {
            let credential: any TokenCredential
            if signIn.method != nil || signIn.clientID != nil {
                credential = try SignIn(access: access, cache: TokenCache(), options: signIn).credential()
            } else {
                credential = try await CredentialResolver(access: access).credential(tenant: tenant)
            }
            let token = try await credential.token(
                for: TokenRequestContext(scopes: access.cloud.defaultScopes(of: .graph)))
            let claims = AccessTokenClaims(unvalidated: token.token.reveal)
            let who = claims?.username ?? "application \(claims?.clientID ?? "")"
            pass("sign-in", TerminalText.escaped("\(who) in tenant \(claims?.tenantID ?? tenant)"))
            return credential
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = Failure(error)
            fail(
                "sign-in", failure.message,
                remedy: failure.remedy.isEmpty ? "sign in with `sally auth login`" : failure.remedy, isSignIn: true)
            return nil
        }
    }

    /// What the tokens allow against what the purposes need.
    mutating func permissions(_ credential: any TokenCredential, tenantID: String) async throws {
        for resource in ResourceApplication.all {
            let entries = purposes.flatMap(\.entries).filter { $0.resource.appID == resource.appID }
            guard !entries.isEmpty, let scope = scope(of: resource) else { continue }
            let name = "permissions, \(resource.displayName)"
            do {
                let token = try await credential.token(for: TokenRequestContext(scopes: [scope]))
                guard let claims = AccessTokenClaims(unvalidated: token.token.reveal) else { continue }
                let granted = claims.isAppOnly ? claims.roleSet : claims.scopes
                let wanted = Set(entries.compactMap { claims.isAppOnly ? $0.appRole : $0.scope })
                let missing = wanted.filter { !Self.allows(granted, $0) }.sorted()
                if missing.isEmpty {
                    pass(name, wanted.sorted().joined(separator: " "))
                } else {
                    fail(
                        name, "missing \(missing.joined(separator: ", "))",
                        remedy: remedy(for: missing, clientID: claims.clientID ?? "", tenantID: claims.tenantID),
                        isSignIn: true)
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                let failure = Failure(error)
                fail(
                    name, failure.message,
                    remedy: failure.remedy.isEmpty
                        ? "grant the application a permission of this API" : failure.remedy, isSignIn: true)
            }
        }
    }

    /// Whether a permission or the one that also writes is granted.
    static func allows(_ granted: Set<String>, _ permission: String) -> Bool {
        granted.contains(permission)
            || granted.contains(permission.replacing(".Read.", with: ".ReadWrite."))
            || (permission.hasSuffix(".Read") && granted.contains(permission + "Write"))
    }

    private func scope(of resource: ResourceApplication) -> Scope? {
        let service: Cloud.Service =
            switch resource.appID {
            case ResourceApplication.microsoftGraph.appID: .graph
            case ResourceApplication.microsoftThreatProtection.appID: .defender
            default: .endpoint
            }
        return access.cloud.defaultScopes(of: service).first
    }

    private func remedy(for missing: [String], clientID: String, tenantID: String) -> String {
        let names = purposes.map(\.name).joined(separator: ",")
        let page =
            (try? access.cloud.url(.login, path: "/\(tenantID)/adminconsent?client_id=\(clientID)").absoluteString)
        return "run `sally app consent \(clientID) --tenant \(tenantID) --for \(names)`"
            + (page.map { ", or, when its registration lists them, let an administrator open \($0)" } ?? "")
            + ", then get a new token"
    }
}

/// Dates of HTTP, RFC 9110 §5.6.7, in the one form that servers send.
enum HTTPDate {
    static func parse(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
