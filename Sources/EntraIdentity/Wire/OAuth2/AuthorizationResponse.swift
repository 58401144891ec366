import Foundation
public import ServiceCore

/// What comes back on the redirect URI: from the authorization endpoint, and from admin consent (identity B.1, B.6).
public struct AuthorizationResponse: Sendable, Hashable {
    /// The code.
    public var code: Secret?
    /// ID token of a hybrid request.
    public var idToken: Secret?
    /// As sent.
    public var state: String?
    /// Identifier of the browser session.
    public var sessionState: String?
    /// Home account, base64url of JSON.
    public var clientInfo: String?
    /// The refusal. Read it first: admin consent says `admin_consent=True` also on failures.
    public var error: OAuthErrorCode?
    /// The text of the refusal.
    public var errorDescription: String?
    /// `cancel` when the person pressed it.
    public var errorSubcode: String?
    /// A page about the code.
    public var errorURI: String?
    /// Admin consent: whether the parameter was there with value true.
    public var isAdminConsent: Bool
    /// Admin consent: the tenant that consented.
    public var tenant: String?
    /// Admin consent: what was granted.
    public var scope: String?
    /// RFC 9207; Entra ID does not send it, but it is checked when present.
    public var issuer: String?

    /// Makes an answer.
    public init(
        code: Secret? = nil,
        idToken: Secret? = nil,
        state: String? = nil,
        sessionState: String? = nil,
        clientInfo: String? = nil,
        error: OAuthErrorCode? = nil,
        errorDescription: String? = nil,
        errorSubcode: String? = nil,
        errorURI: String? = nil,
        isAdminConsent: Bool = false,
        tenant: String? = nil,
        scope: String? = nil,
        issuer: String? = nil
    ) {
        self.code = code
        self.idToken = idToken
        self.state = state
        self.sessionState = sessionState
        self.clientInfo = clientInfo
        self.error = error
        self.errorDescription = errorDescription
        self.errorSubcode = errorSubcode
        self.errorURI = errorURI
        self.isAdminConsent = isAdminConsent
        self.tenant = tenant
        self.scope = scope
        self.issuer = issuer
    }

    /// Reads a query, fragment or form, percent-encoded.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for what cannot be read, and for duplicates.
    public init(parsing text: String) throws {
        let list = try ParameterList(parsing: text)
        self.init(
            code: list.secret("code"),
            idToken: list.secret("id_token"),
            state: list["state"],
            sessionState: list["session_state"],
            clientInfo: list["client_info"],
            error: list["error"].map { OAuthErrorCode(rawValue: $0) },
            errorDescription: list["error_description"],
            errorSubcode: list["error_subcode"],
            errorURI: list["error_uri"],
            isAdminConsent: list["admin_consent"]?.lowercased() == "true",
            tenant: list["tenant"],
            scope: list["scope"],
            issuer: list["iss"]
        )
    }

    /// The parameters in a fixed order.
    public var fields: [FormEncoding.Field] {
        let pairs: [(String, String?)] = [
            ("code", code?.reveal), ("id_token", idToken?.reveal),
            ("error", error?.rawValue), ("error_description", errorDescription), ("error_uri", errorURI),
            ("error_subcode", errorSubcode), ("admin_consent", isAdminConsent ? "True" : nil), ("tenant", tenant),
            ("scope", scope), ("client_info", clientInfo), ("state", state), ("session_state", sessionState),
            ("iss", issuer),
        ]
        return pairs.compactMap { name, value in value.map { FormEncoding.Field(name, $0) } }
    }
}

/// The parameters of the admin consent endpoint (identity B.6).
public struct AdminConsentRequest: Sendable, Hashable {
    /// The client.
    public var clientID: String?
    /// v2: permissions, or `{resource}/.default`; v1 has none and grants what the registration lists.
    public var scope: String?
    /// Where the answer goes.
    public var redirectURI: String?
    /// Returned unchanged; bind it to your own session, since the answer proves nothing.
    public var state: String?

    /// Makes a request.
    public init(clientID: String?, scope: String? = nil, redirectURI: String? = nil, state: String? = nil) {
        self.clientID = clientID
        self.scope = scope
        self.redirectURI = redirectURI
        self.state = state
    }

    /// Reads a query, percent-encoded.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for what cannot be read, and for duplicates.
    public init(parsing text: String) throws {
        let list = try ParameterList(parsing: text)
        self.init(
            clientID: list["client_id"], scope: list["scope"], redirectURI: list["redirect_uri"], state: list["state"])
    }

    /// The parameters in a fixed order.
    public var fields: [FormEncoding.Field] {
        [("client_id", clientID), ("scope", scope), ("redirect_uri", redirectURI), ("state", state)]
            .compactMap { name, value in value.map { FormEncoding.Field(name, $0) } }
    }

    /// The query, percent-encoded, without question mark.
    public var query: String { FormEncoding.encode(fields) }
}
