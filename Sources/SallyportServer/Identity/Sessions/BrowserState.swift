import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// What a browser's cookie stands for: one anonymous session that owns its forms, and one session for each account that
/// is signed in; identity.md H.16.
///
/// The anonymous session never becomes an account's: a cookie that was planted before a sign-in is worth nothing after.
struct BrowserState: Sendable {
    struct Entry: Sendable {
        let token: Secret
        let session: BrowserSessionRecord
    }

    static let cookieName = "__Host-sallyport"
    static let mostAccounts = 5

    /// Owns pending requests and the key of the forms.
    var forms: Entry
    /// Signed-in sessions, the latest first.
    var accounts: [Entry]
    /// The cookie has to be sent.
    var isChanged: Bool

    /// Reads the sessions that live; begins an anonymous one when there is none.
    static func load(_ request: Request, database: TenantDatabase) async throws -> BrowserState {
        var forms: Entry?
        var accounts: [Entry] = []
        var isChanged = false
        for token in tokens(of: request) {
            guard let session = try await database.session(token: token) else {
                isChanged = true
                continue
            }
            let entry = Entry(token: token, session: session)
            if session.userID != nil { accounts.append(entry) } else if forms == nil { forms = entry }
        }
        if let forms { return BrowserState(forms: forms, accounts: accounts, isChanged: isChanged) }
        let (token, session) = try await database.createSession()
        return BrowserState(forms: Entry(token: token, session: session), accounts: accounts, isChanged: true)
    }

    private static func tokens(of request: Request) -> [Secret] {
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard parts.count == 2, parts[0] == cookieName else { continue }
                return parts[1].split(separator: ".").prefix(mostAccounts + 1).map { Secret(String($0)) }
            }
        }
        return []
    }

    /// Signs a user in: a new session with a new cookie, in place of an older one of the same user.
    mutating func signIn(_ user: UserRecord, database: TenantDatabase) async throws -> BrowserSessionRecord {
        let (_, fresh) = try await database.createSession()
        let (token, session) = try await database.signIn(replacing: fresh, tenantID: user.tenantID, userID: user.id)
        for entry in accounts where entry.session.userID == user.id { try await database.endSession(entry.session) }
        accounts.removeAll { $0.session.userID == user.id }
        accounts.insert(Entry(token: token, session: session), at: 0)
        for entry in accounts.dropFirst(Self.mostAccounts) { try await database.endSession(entry.session) }
        accounts = Array(accounts.prefix(Self.mostAccounts))
        isChanged = true
        return session
    }

    /// Ends accounts; all of them, or the one that a condition picks.
    mutating func signOut(
        database: TenantDatabase, where condition: (BrowserSessionRecord) -> Bool = { _ in true }
    ) async throws {
        for entry in accounts where condition(entry.session) { try await database.endSession(entry.session) }
        accounts.removeAll { condition($0.session) }
        isChanged = true
    }

    /// Puts the cookie on an answer when it changed.
    func apply(to response: Response) -> Response {
        guard isChanged else { return response }
        var response = response
        let value = ([forms] + accounts).map(\.token.reveal).joined(separator: ".")
        response.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(Self.cookieName)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax"))
        return response
    }

    // MARK: Forms

    /// The token that a form of a pending request must carry; H.14.
    func formToken(for request: Secret) -> String {
        let key = SymmetricKey(data: Data(forms.session.csrfSecret.reveal.utf8))
        return Base64URL.encode(
            HMAC<SHA256>.authenticationCode(for: Data(("form:" + request.reveal).utf8), using: key))
    }

    func acceptsFormToken(_ token: String?, for request: Secret) -> Bool {
        guard let token else { return false }
        return SecretHash.isEqual(Array(token.utf8), Array(formToken(for: request).utf8))
    }
}
