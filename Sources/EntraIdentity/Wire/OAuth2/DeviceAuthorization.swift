public import Foundation
public import ServiceCore

/// What is posted to the device code endpoint, RFC 8628 §3.1 (identity B.4).
public struct DeviceAuthorizationRequest: Sendable, Hashable {
    /// The client.
    public var clientID: String?
    /// Scopes, space-separated; v2.
    public var scope: String?
    /// App ID URI of the API; v1.
    public var resource: String?
    /// JSON text of claims.
    public var claims: String?

    /// Makes a request.
    public init(clientID: String?, scope: String? = nil, resource: String? = nil, claims: String? = nil) {
        self.clientID = clientID
        self.scope = scope
        self.resource = resource
        self.claims = claims
    }

    /// Reads a posted form.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for what cannot be read.
    public init(parsing body: Data) throws {
        guard let text = String(validating: body, as: UTF8.self) else {
            throw AuthenticationError(.requestMalformed, error: .invalidRequest)
        }
        let list = try ParameterList(parsing: text)
        self.init(
            clientID: list["client_id"], scope: list["scope"], resource: list["resource"], claims: list["claims"])
    }

    /// The form, in a fixed order.
    public var fields: [FormEncoding.Field] {
        [("client_id", clientID), ("scope", scope), ("resource", resource), ("claims", claims)]
            .compactMap { name, value in value.map { FormEncoding.Field(name, $0) } }
    }
}

/// The answer of the device code endpoint, RFC 8628 §3.2.
public struct DeviceAuthorizationResponse: Sendable, Hashable, Codable {
    /// What the client polls with.
    public var deviceCode: Secret
    /// What the person types.
    public var userCode: String
    /// Where the person types it.
    public var verificationURI: String
    /// Life in seconds.
    public var expiresIn: Int
    /// Seconds between polls.
    public var interval: Int
    /// Text for the person, with address and code.
    public var message: String?
    /// How numbers and the address are written: v1 writes texts and `verification_url`.
    public var numberForm: TokenResponse.NumberForm

    /// Makes an answer.
    public init(
        deviceCode: Secret,
        userCode: String,
        verificationURI: String,
        expiresIn: Int,
        interval: Int = 5,
        message: String? = nil,
        numberForm: TokenResponse.NumberForm = .numbers
    ) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.verificationURI = verificationURI
        self.expiresIn = expiresIn
        self.interval = interval
        self.message = message
        self.numberForm = numberForm
    }

    enum CodingKeys: String, CodingKey {
        case interval, message
        case deviceCode = "device_code"
        case userCode = "user_code"
        case verificationURI = "verification_uri"
        case verificationURL = "verification_url"
        case expiresIn = "expires_in"
    }

    /// Reads an answer of either version.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys) throws -> Int? {
            if let text = try? values.decode(String.self, forKey: key) { return Int(text) }
            return try values.decodeIfPresent(Int.self, forKey: key)
        }
        let oldAddress = try values.decodeIfPresent(String.self, forKey: .verificationURL)
        self.init(
            deviceCode: Secret(try values.decode(String.self, forKey: .deviceCode)),
            userCode: try values.decode(String.self, forKey: .userCode),
            verificationURI: try values.decodeIfPresent(String.self, forKey: .verificationURI) ?? oldAddress ?? "",
            expiresIn: try number(.expiresIn) ?? 900,
            // RFC 8628 §3.2: five seconds when the member is absent.
            interval: try number(.interval) ?? 5,
            message: try values.decodeIfPresent(String.self, forKey: .message),
            numberForm: (try? values.decode(String.self, forKey: .expiresIn)) == nil ? .numbers : .texts
        )
    }

    /// Writes an answer with its secret, for the wire.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(userCode, forKey: .userCode)
        try values.encode(deviceCode.reveal, forKey: .deviceCode)
        try values.encodeIfPresent(message, forKey: .message)
        switch numberForm {
        case .numbers:
            try values.encode(verificationURI, forKey: .verificationURI)
            try values.encode(expiresIn, forKey: .expiresIn)
            try values.encode(interval, forKey: .interval)
        case .texts:
            try values.encode(verificationURI, forKey: .verificationURL)
            try values.encode(String(expiresIn), forKey: .expiresIn)
            try values.encode(String(interval), forKey: .interval)
        }
    }
}
