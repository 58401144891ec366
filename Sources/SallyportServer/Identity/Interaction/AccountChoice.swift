import Foundation
import TenantStore

/// Which account a request may use. A function of what is signed in and what the request wants; identity.md B.1.
struct AccountChoice: Sendable {
    struct Account: Sendable, Equatable {
        let sessionID: UUID
        let userPrincipalName: String
        let authenticated: Date
    }

    enum Outcome: Sendable, Equatable {
        case use(UUID)
        case pick
        case signIn
        /// `prompt=none` and nobody is signed in.
        case noSession
        /// `prompt=none` and there is no telling which.
        case ambiguous
    }

    /// The accounts that fit the tenant segment, the latest first.
    let accounts: [Account]
    /// Somebody is signed in, but with an account of another tenant.
    let hasOthers: Bool
    var prompts: Set<String> = []
    var loginHint: String?
    var maximumAge: Int?
    /// What the person picked, and whether by signing in for this very request.
    var picked: UUID?
    var signedIn: UUID?
    var wantsOther = false
    let now: Date

    var outcome: Outcome {
        if let signedIn, accounts.contains(where: { $0.sessionID == signedIn }) { return .use(signedIn) }
        if wantsOther { return .signIn }
        var candidates = accounts
        if let loginHint {
            candidates = candidates.filter { $0.userPrincipalName.lowercased() == loginHint.lowercased() }
        }
        if let picked, let account = accounts.first(where: { $0.sessionID == picked }) { candidates = [account] }
        if prompts.contains("none") {
            let fresh = candidates.filter { !isTooOld($0) }
            if fresh.count == 1 { return .use(fresh[0].sessionID) }
            if fresh.isEmpty { return candidates.isEmpty && hasOthers ? .ambiguous : .noSession }
            return .ambiguous
        }
        if prompts.contains("login") { return .signIn }
        if prompts.contains("select_account"), picked == nil { return accounts.isEmpty ? .signIn : .pick }
        guard let first = candidates.first else { return .signIn }
        if candidates.count > 1 { return .pick }
        return isTooOld(first) ? .signIn : .use(first.sessionID)
    }

    private func isTooOld(_ account: Account) -> Bool {
        guard let maximumAge else { return false }
        return now.timeIntervalSince(account.authenticated) > Double(maximumAge)
    }
}
