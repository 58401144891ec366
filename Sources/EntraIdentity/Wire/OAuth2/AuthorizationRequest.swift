import Foundation
public import ServiceCore

/// The parameters of the authorization endpoint (identity B.1), as a value that parses and prints.
///
/// Values are kept as they came; which are allowed is the server's to check, in its own order.
public struct AuthorizationRequest: Sendable, Hashable {
    /// The client.
    public var clientID: String?
    /// What is asked for: words of `response_type`.
    public var responseType: Set<String>
    /// Where the answer goes.
    public var redirectURI: String?
    /// Scopes, space-separated; v2.
    public var scope: String?
    /// App ID URI of the API; v1.
    public var resource: String?
    /// How the answer travels: `query`, `fragment`, `form_post`.
    public var responseMode: String?
    /// Returned unchanged.
    public var state: String?
    /// Copied into the ID token.
    public var nonce: String?
    /// `login`, `none`, `consent`, `select_account`, …
    public var prompt: String?
    /// User name, or the claim `login_hint`.
    public var loginHint: String?
    /// Domain, `organizations` or `consumers`.
    public var domainHint: String?
    /// RFC 7636.
    public var codeChallenge: String?
    /// `S256` or `plain`; absent means `plain`.
    public var codeChallengeMethod: String?
    /// JSON text of claims.
    public var claims: String?
    /// Seconds since the last interactive sign-in.
    public var maxAge: Int?
    /// Whether the answer shall tell the home account.
    public var wantsClientInfo: Bool
    /// Request objects are refused by the server.
    public var request: String?
    /// Request objects by reference are refused by the server.
    public var requestURI: String?

    /// Makes a request for a code.
    public init(
        clientID: String?,
        responseType: Set<String> = ["code"],
        redirectURI: String? = nil,
        scope: String? = nil,
        resource: String? = nil,
        responseMode: String? = nil,
        state: String? = nil,
        nonce: String? = nil,
        prompt: String? = nil,
        loginHint: String? = nil,
        domainHint: String? = nil,
        codeChallenge: String? = nil,
        codeChallengeMethod: String? = nil,
        claims: String? = nil,
        maxAge: Int? = nil,
        wantsClientInfo: Bool = false
    ) {
        self.clientID = clientID
        self.responseType = responseType
        self.redirectURI = redirectURI
        self.scope = scope
        self.resource = resource
        self.responseMode = responseMode
        self.state = state
        self.nonce = nonce
        self.prompt = prompt
        self.loginHint = loginHint
        self.domainHint = domainHint
        self.codeChallenge = codeChallenge
        self.codeChallengeMethod = codeChallengeMethod
        self.claims = claims
        self.maxAge = maxAge
        self.wantsClientInfo = wantsClientInfo
    }

    /// Reads a query or a form, percent-encoded.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for what cannot be read, and for duplicates.
    public init(parsing text: String) throws {
        let list = try ParameterList(parsing: text)
        self.init(
            clientID: list["client_id"],
            responseType: Set((list["response_type"] ?? "").split(separator: " ").map(String.init)),
            redirectURI: list["redirect_uri"],
            scope: list["scope"],
            resource: list["resource"],
            responseMode: list["response_mode"],
            state: list["state"],
            nonce: list["nonce"],
            prompt: list["prompt"],
            loginHint: list["login_hint"],
            domainHint: list["domain_hint"],
            codeChallenge: list["code_challenge"],
            codeChallengeMethod: list["code_challenge_method"],
            claims: list["claims"],
            maxAge: list["max_age"].flatMap { Int($0) },
            wantsClientInfo: list["client_info"] == "1"
        )
        request = list["request"]
        requestURI = list["request_uri"]
    }

    /// The parameters in a fixed order.
    public var fields: [FormEncoding.Field] {
        let pairs: [(String, String?)] = [
            ("client_id", clientID),
            ("response_type", responseType.isEmpty ? nil : responseType.sorted().joined(separator: " ")),
            ("redirect_uri", redirectURI), ("scope", scope), ("resource", resource),
            ("response_mode", responseMode), ("state", state), ("nonce", nonce), ("prompt", prompt),
            ("login_hint", loginHint), ("domain_hint", domainHint), ("code_challenge", codeChallenge),
            ("code_challenge_method", codeChallengeMethod), ("claims", claims),
            ("max_age", maxAge.map { String($0) }), ("client_info", wantsClientInfo ? "1" : nil),
            ("request", request), ("request_uri", requestURI),
        ]
        return pairs.compactMap { name, value in value.map { FormEncoding.Field(name, $0) } }
    }

    /// The query, percent-encoded, without question mark.
    public var query: String { FormEncoding.encode(fields) }
}
