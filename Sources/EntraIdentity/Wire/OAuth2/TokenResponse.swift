import Foundation
public import ServiceCore

/// A successful answer of a token endpoint (identity B.2, B.7).
public struct TokenResponse: Sendable, Hashable, Codable {
    /// How numbers are written: as numbers by v2 endpoints, as texts by v1 endpoints.
    public enum NumberForm: Sendable, Hashable {
        /// JSON numbers.
        case numbers
        /// JSON strings.
        case texts
    }

    /// `Bearer`.
    public var tokenType: String
    /// The access token.
    public var accessToken: Secret
    /// Life in seconds from now.
    public var expiresIn: Int
    /// Life in seconds during an outage of the service.
    public var extendedExpiresIn: Int?
    /// Seconds after which a new token should be fetched.
    public var refreshIn: Int?
    /// v1: end in epoch seconds.
    public var expiresOn: Int?
    /// v1: start in epoch seconds.
    public var notBefore: Int?
    /// v1: the API.
    public var resource: String?
    /// Granted scopes, space-separated.
    public var scope: String?
    /// Refresh token.
    public var refreshToken: Secret?
    /// ID token.
    public var idToken: Secret?
    /// Home account, base64url of JSON; ``ClientInfo``.
    public var clientInfo: String?
    /// Microsoft's own client family; never from a local tenant.
    public var familyID: String?
    /// How numbers are written; reading sets it.
    public var numberForm: NumberForm

    /// Makes an answer.
    public init(
        accessToken: Secret,
        expiresIn: Int,
        tokenType: String = "Bearer",
        extendedExpiresIn: Int? = nil,
        refreshIn: Int? = nil,
        expiresOn: Int? = nil,
        notBefore: Int? = nil,
        resource: String? = nil,
        scope: String? = nil,
        refreshToken: Secret? = nil,
        idToken: Secret? = nil,
        clientInfo: String? = nil,
        numberForm: NumberForm = .numbers
    ) {
        self.accessToken = accessToken
        self.expiresIn = expiresIn
        self.tokenType = tokenType
        self.extendedExpiresIn = extendedExpiresIn
        self.refreshIn = refreshIn
        self.expiresOn = expiresOn
        self.notBefore = notBefore
        self.resource = resource
        self.scope = scope
        self.refreshToken = refreshToken
        self.idToken = idToken
        self.clientInfo = clientInfo
        self.numberForm = numberForm
    }

    enum CodingKeys: String, CodingKey {
        case scope, resource
        case tokenType = "token_type"
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case extendedExpiresIn = "ext_expires_in"
        case refreshIn = "refresh_in"
        case expiresOn = "expires_on"
        case notBefore = "not_before"
        case refreshToken = "refresh_token"
        case idToken = "id_token"
        case clientInfo = "client_info"
        case familyID = "foci"
    }

    /// Reads an answer; numbers may be texts.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        var isText = false
        func number(_ key: CodingKeys) throws -> Int? {
            if let text = try? values.decode(String.self, forKey: key) {
                isText = true
                return Int(text)
            }
            return try values.decodeIfPresent(Double.self, forKey: key).flatMap { Int(exactly: $0.rounded(.down)) }
        }
        func secret(_ key: CodingKeys) throws -> Secret? {
            try values.decodeIfPresent(String.self, forKey: key).map { Secret($0) }
        }
        let expiresIn = try number(.expiresIn)
        self.init(
            accessToken: Secret(try values.decode(String.self, forKey: .accessToken)),
            // Some answers name the end only; without any, the shortest life that clients assume.
            expiresIn: expiresIn ?? 600,
            tokenType: try values.decodeIfPresent(String.self, forKey: .tokenType) ?? "Bearer",
            extendedExpiresIn: try number(.extendedExpiresIn),
            refreshIn: try number(.refreshIn),
            expiresOn: try number(.expiresOn),
            notBefore: try number(.notBefore),
            resource: try values.decodeIfPresent(String.self, forKey: .resource),
            scope: try values.decodeIfPresent(String.self, forKey: .scope),
            refreshToken: try secret(.refreshToken),
            idToken: try secret(.idToken),
            clientInfo: try values.decodeIfPresent(String.self, forKey: .clientInfo)
        )
        familyID = try values.decodeIfPresent(String.self, forKey: .familyID)
        numberForm = isText ? .texts : .numbers
    }

    /// Writes an answer with its secrets, for the wire.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        func number(_ value: Int?, _ key: CodingKeys) throws {
            guard let value else { return }
            switch numberForm {
            case .numbers: try values.encode(value, forKey: key)
            case .texts: try values.encode(String(value), forKey: key)
            }
        }
        try values.encode(tokenType, forKey: .tokenType)
        try values.encodeIfPresent(scope, forKey: .scope)
        try number(expiresIn, .expiresIn)
        try number(extendedExpiresIn, .extendedExpiresIn)
        try number(refreshIn, .refreshIn)
        try number(expiresOn, .expiresOn)
        try number(notBefore, .notBefore)
        try values.encodeIfPresent(resource, forKey: .resource)
        try values.encode(accessToken.reveal, forKey: .accessToken)
        try values.encodeIfPresent(refreshToken?.reveal, forKey: .refreshToken)
        try values.encodeIfPresent(idToken?.reveal, forKey: .idToken)
        try values.encodeIfPresent(clientInfo, forKey: .clientInfo)
        try values.encodeIfPresent(familyID, forKey: .familyID)
    }
}
