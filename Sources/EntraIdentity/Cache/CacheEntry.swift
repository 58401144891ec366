import Foundation
import ServiceCore

/// The sections of a token cache and the types of what they hold (identity G.1).
enum CacheSection: String, CaseIterable {
    case accessTokens = "AccessToken"
    case refreshTokens = "RefreshToken"
    case idTokens = "IdToken"
    case accounts = "Account"
    case applications = "AppMetadata"
}

/// An object of a section, with a key that overwrites an older one of the same meaning.
protocol CacheEntry: Sendable {
    static var section: CacheSection { get }
    var key: String { get }
    /// The members that we know; `nil` removes one.
    var members: [String: JSONValue?] { get }
    init?(members: [String: JSONValue])
}

/// Joins the parts of a key in lower case; what is absent is an empty part.
private func joined(_ parts: String?...) -> String {
    parts.map { $0 ?? "" }.joined(separator: "-").lowercased()
}

private func text(_ value: String?) -> JSONValue? { value.map { .text($0) } }

private func time(_ date: Date?) -> JSONValue? { date.map { .text(String(EpochSeconds($0).rawValue)) } }

private func date(_ value: JSONValue?) -> Date? {
    value?.text.flatMap { Double($0) }.map { Date(timeIntervalSince1970: $0) }
}

/// An access token. App-only tokens have no home account.
struct CachedAccessToken: CacheEntry {
    static let section = CacheSection.accessTokens

    var homeAccountID: String?
    var environment: String
    var clientID: String
    var realm: String
    var target: Set<String>
    var secret: Secret
    var tokenType: String
    var cachedAt: Date
    var expiresOn: Date
    var refreshOn: Date?
    /// Tokens that answer only requests with the same extra parameters; we make none.
    var extendedCacheKey: String?

    var targetText: String { target.sorted().joined(separator: " ") }

    var key: String { joined(homeAccountID, environment, "accesstoken", clientID, realm, targetText) }

    var members: [String: JSONValue?] {
        [
            "credential_type": .text("AccessToken"), "secret": .text(secret.reveal),
            "home_account_id": homeAccountID.map { .text($0) } ?? .some(.null), "environment": .text(environment),
            "client_id": .text(clientID), "realm": .text(realm), "target": .text(targetText),
            "token_type": .text(tokenType), "cached_at": time(cachedAt), "expires_on": time(expiresOn),
            "extended_expires_on": time(expiresOn), "refresh_on": time(refreshOn),
        ]
    }

    init?(members: [String: JSONValue]) {
        guard let environment = members["environment"]?.text, let clientID = members["client_id"]?.text,
            let secret = members["secret"]?.text, let expiresOn = date(members["expires_on"])
        else { return nil }
        homeAccountID = members["home_account_id"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        self.environment = environment
        self.clientID = clientID
        realm = members["realm"]?.text ?? ""
        target = Set((members["target"]?.text ?? "").split(separator: " ").map(String.init))
        self.secret = Secret(secret)
        tokenType = members["token_type"]?.text ?? "Bearer"
        cachedAt = date(members["cached_at"]) ?? .distantPast
        self.expiresOn = expiresOn
        refreshOn = date(members["refresh_on"])
        extendedCacheKey = members["ext_cache_key"]?.text
    }

    init(
        homeAccountID: String?, environment: String, clientID: String, realm: String, target: Set<String>,
        secret: Secret, tokenType: String, cachedAt: Date, expiresOn: Date, refreshOn: Date?
    ) {
        self.homeAccountID = homeAccountID
        self.environment = environment
        self.clientID = clientID
        self.realm = realm
        self.target = target
        self.secret = secret
        self.tokenType = tokenType
        self.cachedAt = cachedAt
        self.expiresOn = expiresOn
        self.refreshOn = refreshOn
    }
}

/// A refresh token; it serves every tenant and API of its account and client.
struct CachedRefreshToken: CacheEntry {
    static let section = CacheSection.refreshTokens

    var homeAccountID: String
    var environment: String
    var clientID: String
    var target: Set<String>
    var secret: Secret
    var modifiedAt: Date

    var key: String {
        joined(homeAccountID, environment, "refreshtoken", clientID, nil, target.sorted().joined(separator: " "))
    }

    var members: [String: JSONValue?] {
        [
            "credential_type": .text("RefreshToken"), "secret": .text(secret.reveal),
            "home_account_id": .text(homeAccountID), "environment": .text(environment), "client_id": .text(clientID),
            "target": .text(target.sorted().joined(separator: " ")), "last_modification_time": time(modifiedAt),
        ]
    }

    init?(members: [String: JSONValue]) {
        guard let homeAccountID = members["home_account_id"]?.text, let environment = members["environment"]?.text,
            let clientID = members["client_id"]?.text, let secret = members["secret"]?.text
        else { return nil }
        self.init(
            homeAccountID: homeAccountID, environment: environment, clientID: clientID,
            target: Set((members["target"]?.text ?? "").split(separator: " ").map(String.init)),
            secret: Secret(secret), modifiedAt: date(members["last_modification_time"]) ?? .distantPast)
    }

    init(
        homeAccountID: String, environment: String, clientID: String, target: Set<String>, secret: Secret,
        modifiedAt: Date
    ) {
        self.homeAccountID = homeAccountID
        self.environment = environment
        self.clientID = clientID
        self.target = target
        self.secret = secret
        self.modifiedAt = modifiedAt
    }
}

/// An ID token, for the facts in it.
struct CachedIDToken: CacheEntry {
    static let section = CacheSection.idTokens

    var homeAccountID: String
    var environment: String
    var clientID: String
    var realm: String
    var secret: Secret

    var key: String { joined(homeAccountID, environment, "idtoken", clientID, realm, nil) }

    var members: [String: JSONValue?] {
        [
            "credential_type": .text("IdToken"), "secret": .text(secret.reveal),
            "home_account_id": .text(homeAccountID), "environment": .text(environment), "client_id": .text(clientID),
            "realm": .text(realm),
        ]
    }

    init?(members: [String: JSONValue]) {
        guard let homeAccountID = members["home_account_id"]?.text, let environment = members["environment"]?.text,
            let clientID = members["client_id"]?.text, let secret = members["secret"]?.text
        else { return nil }
        self.init(
            homeAccountID: homeAccountID, environment: environment, clientID: clientID,
            realm: members["realm"]?.text ?? "", secret: Secret(secret))
    }

    init(homeAccountID: String, environment: String, clientID: String, realm: String, secret: Secret) {
        self.homeAccountID = homeAccountID
        self.environment = environment
        self.clientID = clientID
        self.realm = realm
        self.secret = secret
    }
}

/// That an application was used; other libraries look whether it belongs to a family.
struct CachedApplication: CacheEntry {
    static let section = CacheSection.applications

    var environment: String
    var clientID: String

    var key: String { joined("appmetadata", environment, clientID) }

    var members: [String: JSONValue?] { ["client_id": .text(clientID), "environment": .text(environment)] }

    init?(members: [String: JSONValue]) {
        guard let environment = members["environment"]?.text, let clientID = members["client_id"]?.text else {
            return nil
        }
        self.init(environment: environment, clientID: clientID)
    }

    init(environment: String, clientID: String) {
        self.environment = environment
        self.clientID = clientID
    }
}

extension Account: CacheEntry {
    static let section = CacheSection.accounts

    var key: String { joined(homeAccountID, environment, tenantID) }

    var members: [String: JSONValue?] {
        [
            "home_account_id": .text(homeAccountID), "environment": .text(environment), "realm": .text(tenantID),
            "local_account_id": text(localAccountID), "username": .text(username), "authority_type": .text("MSSTS"),
            "account_source": text(source), "name": text(name),
        ]
    }

    init?(members: [String: JSONValue]) {
        guard let homeAccountID = members["home_account_id"]?.text, let environment = members["environment"]?.text
        else { return nil }
        self.init(
            homeAccountID: homeAccountID,
            environment: environment,
            tenantID: members["realm"]?.text ?? "",
            username: members["username"]?.text ?? "",
            localAccountID: members["local_account_id"]?.text,
            name: members["name"]?.text,
            source: members["account_source"]?.text
        )
    }
}
