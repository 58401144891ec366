public import Foundation
public import ServiceCore

/// What is posted to a token endpoint (identity B.2, B.3 and B.7).
///
/// The client prints it, the server parses it. Which members a grant needs is the server's to check, in its own order;
/// parsing only refuses what cannot be read.
public struct TokenRequest: Sendable, Hashable {
    /// The grant.
    public var grantType: GrantType
    /// The client; `nil` when the request names none.
    public var clientID: String?
    /// The proof of the client.
    public var authentication: ClientAuthentication
    /// Scopes, space-separated; v2 endpoint.
    public var scope: String?
    /// App ID URI of the API; v1 endpoint.
    public var resource: String?
    /// Code of the authorization endpoint.
    public var code: Secret?
    /// The redirect URI of the authorization request, the same text.
    public var redirectURI: String?
    /// What the code challenge was made of, RFC 7636.
    public var codeVerifier: Secret?
    /// Refresh token.
    public var refreshToken: Secret?
    /// Device code.
    public var deviceCode: Secret?
    /// User name of the password grant.
    public var username: String?
    /// Password of the password grant.
    public var password: Secret?
    /// The user's token of the on-behalf-of grant.
    public var assertion: Secret?
    /// `on_behalf_of` with that grant.
    public var requestedTokenUse: String?
    /// JSON text of claims: capabilities and demands.
    public var claims: String?
    /// Whether the answer shall tell the home account.
    public var wantsClientInfo: Bool

    /// Makes a request; what a grant needs beyond the client is set afterwards or by the factories.
    public init(
        grantType: GrantType,
        clientID: String?,
        authentication: ClientAuthentication = .none,
        scope: String? = nil,
        resource: String? = nil,
        claims: String? = nil,
        wantsClientInfo: Bool = false
    ) {
        self.grantType = grantType
        self.clientID = clientID
        self.authentication = authentication
        self.scope = scope
        self.resource = resource
        self.claims = claims
        self.wantsClientInfo = wantsClientInfo
    }

    /// Reads a posted form.
    ///
    /// A missing `Content-Type` is read as a form, so there is no parameter for it; a byte order mark is ignored.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - authorization: The header field `Authorization`.
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for duplicates, two ways of authentication, or a
    ///   missing grant type.
    public init(parsing body: Data, authorization: String? = nil) throws {
        guard let text = String(validating: body, as: UTF8.self) else {
            throw AuthenticationError(.requestMalformed, error: .invalidRequest)
        }
        let list = try ParameterList(parsing: text)
        guard let grant = list["grant_type"] else { throw AuthenticationError(missing: "grant_type") }
        let basic = try Self.basic(authorization)
        if let basic, let named = list["client_id"], named.lowercased() != basic.id.lowercased() {
            throw AuthenticationError(
                .valueNotAllowed, message: "The client ID of the body is not the one of the header field.")
        }
        self.init(
            grantType: GrantType(rawValue: grant),
            clientID: list["client_id"] ?? basic?.id,
            authentication: try Self.authentication(list, basic: basic?.secret),
            scope: list["scope"],
            resource: list["resource"],
            claims: list["claims"],
            wantsClientInfo: list["client_info"] == "1"
        )
        code = list.secret("code")
        redirectURI = list["redirect_uri"]
        codeVerifier = list.secret("code_verifier")
        refreshToken = list.secret("refresh_token")
        // MSAL sends the device code twice, also under the name `code`.
        deviceCode = list.secret("device_code") ?? (grantType == .deviceCodeV1 ? list.secret("code") : nil)
        username = list["username"]
        password = list.secret("password")
        assertion = list.secret("assertion")
        requestedTokenUse = list["requested_token_use"]
    }

    /// The form, in a fixed order and without what stands in the header.
    public var fields: [FormEncoding.Field] {
        var fields: [FormEncoding.Field] = []
        func add(_ name: String, _ value: String?) {
            if let value { fields.append(FormEncoding.Field(name, value)) }
        }
        add("grant_type", grantType.rawValue)
        add("client_id", clientID)
        switch authentication {
        case .none, .secretBasic: break
        case .secretPost(let secret): add("client_secret", secret.reveal)
        case .assertion(let type, let assertion):
            add("client_assertion_type", type)
            add("client_assertion", assertion.reveal)
        }
        add("scope", scope)
        add("resource", resource)
        add("code", code?.reveal)
        add("redirect_uri", redirectURI)
        add("code_verifier", codeVerifier?.reveal)
        add("refresh_token", refreshToken?.reveal)
        add("device_code", deviceCode?.reveal)
        add("username", username)
        add("password", password?.reveal)
        add("assertion", assertion?.reveal)
        add("requested_token_use", requestedTokenUse)
        add("claims", claims)
        if wantsClientInfo { add("client_info", "1") }
        return fields
    }

    /// The header field `Authorization`, when the client authenticates by it.
    public var authorizationHeader: String? {
        guard case .secretBasic(let secret) = authentication else { return nil }
        let id = FormEncoding.percentEncoded(clientID ?? "")
        let pair = id + ":" + FormEncoding.percentEncoded(secret.reveal)
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }

    private static func basic(_ header: String?) throws -> (id: String, secret: Secret)? {
        guard let header, header.lowercased().hasPrefix("basic ") else { return nil }
        let refused = AuthenticationError(.requestMalformed, error: .invalidRequest)
        guard let data = Base64Text.decode(header.dropFirst(6)), let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { throw refused }
        // Both parts are form-encoded before they are joined; a field list of one name decodes them.
        func decoded(_ part: Substring) throws -> String {
            guard let field = FormEncoding.decode("v=" + part.replacing("&", with: "%26"))?.first else { throw refused }
            return field.value
        }
        return (try decoded(text[..<colon]), Secret(try decoded(text[text.index(after: colon)...])))
    }

    private static func authentication(_ list: ParameterList, basic: Secret?) throws -> ClientAuthentication {
        var ways: [ClientAuthentication] = []
        if let basic { ways.append(.secretBasic(basic)) }
        if let secret = list.secret("client_secret") { ways.append(.secretPost(secret)) }
        if let assertion = list.secret("client_assertion") {
            ways.append(.assertion(type: list["client_assertion_type"] ?? "", assertion))
        }
        guard ways.count < 2 else {
            throw AuthenticationError(
                .valueNotAllowed, message: "A request proves the client in one way only (RFC 6749 §2.3).")
        }
        return ways.first ?? .none
    }
}
