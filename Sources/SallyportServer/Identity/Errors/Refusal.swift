/// A way in which the identity endpoints refuse, with the OAuth code and status it travels under; identity.md C.2.
struct Refusal: Hashable, Sendable {
    /// The AADSTS number.
    let number: Int
    /// The OAuth error code, the one that clients switch on.
    let error: String
    let status: Int
    /// MSAL.NET's classification.
    let suberror: String?

    private init(_ number: Int, _ error: String, _ status: Int = 400, suberror: String? = nil) {
        self.number = number
        self.error = error
        self.status = status
        self.suberror = suberror
    }

    /// The same number under another OAuth code, as some endpoints send it.
    func under(_ error: String) -> Refusal { Refusal(number, error, status, suberror: suberror) }

    // Tenant
    static let unknownTenant = Refusal(90002, "invalid_request")
    static let malformedTenant = Refusal(900023, "invalid_request")
    static let noTenantInRequest = Refusal(50059, "invalid_request")
    static let unknownInstance = Refusal(50049, "invalid_instance")
    static let singleTenantApplication = Refusal(50194, "invalid_request")
    static let passwordGrantOnAlias = Refusal(9_001_023, "invalid_request")

    // Client
    static let unknownApplication = Refusal(700_016, "unauthorized_client")
    static let noServicePrincipal = Refusal(7_000_229, "invalid_client", 401)
    static let disabledServicePrincipal = Refusal(7_000_112, "unauthorized_client")
    static let clientNotAssigned = Refusal(501_051, "invalid_grant")
    static let userNotAssigned = Refusal(50105, "invalid_grant")
    static let wrongSecret = Refusal(7_000_215, "invalid_client", 401)
    static let expiredSecret = Refusal(7_000_222, "invalid_client", 401)
    static let credentialMissing = Refusal(7_000_218, "invalid_client", 401)
    static let credentialMissingForClient = Refusal(7_000_216, "invalid_client", 401)
    static let publicClientWithCredential = Refusal(700_025, "invalid_client", 401)
    static let badAssertionSignature = Refusal(700_027, "invalid_client", 401)
    static let assertionSubject = Refusal(700_021, "invalid_client", 401)
    static let assertionAudience = Refusal(700_023, "invalid_client", 401)
    static let assertionTime = Refusal(700_024, "invalid_client", 401)
    static let assertionAlgorithm = Refusal(5_002_738, "invalid_client", 401)
    static let malformedToken = Refusal(50027, "invalid_request")
    static let unknownAssertionIssuer = Refusal(700_211, "invalid_client", 401)

    // Resource and scope
    static let unknownResource = Refusal(500_011, "invalid_resource")
    static let resourceNotRegistered = Refusal(650_057, "invalid_resource")
    static let resourceNotSubscribed = Refusal(650_052, "invalid_client", 401)
    static let malformedScope = Refusal(70011, "invalid_scope")
    static let scopeIsNotDefault = Refusal(1_002_012, "invalid_scope")
    static let severalResourcesInCode = Refusal(28000, "invalid_scope")
    static let severalResources = Refusal(700_022, "invalid_scope")
    static let resourceOnV2 = Refusal(901_002, "invalid_request")
    static let misconfigured = Refusal(650_056, "invalid_client", 401)

    // Consent
    static let consentMissing = Refusal(65001, "invalid_grant", suberror: "consent_required")
    static let consentDeclined = Refusal(65004, "access_denied")
    static let adminConsentNeeded = Refusal(90094, "consent_required", suberror: "consent_required")

    // Request
    static let redirectMismatch = Refusal(50011, "invalid_request")
    static let noRedirectURI = Refusal(900_971, "invalid_request")
    static let redirectDiffers = Refusal(500_112, "invalid_client", 401)
    static let idTokenNotEnabled = Refusal(700_054, "unsupported_response_type")
    static let unsupportedResponseType = Refusal(70005, "unsupported_response_type")
    static let unsupportedResponseMode = Refusal(70007, "invalid_request")
    static let malformedChallenge = Refusal(50147, "invalid_request")
    static let verifierMismatch = Refusal(501_481, "invalid_grant")
    static let spaWithoutChallenge = Refusal(9_002_325, "invalid_request")
    static let originWithoutSPA = Refusal(9_002_326, "invalid_request")
    static let spaWithoutOrigin = Refusal(9_002_327, "invalid_request")
    static let parameterMissing = Refusal(900_144, "invalid_request")
    static let malformedGrant = Refusal(9_002_313, "invalid_grant")
    static let malformedRequest = Refusal(9_002_313, "invalid_request")
    static let valueNotAllowed = Refusal(90023, "invalid_request")
    static let unsupportedGrant = Refusal(70003, "unsupported_grant_type")
    static let wrongMethod = Refusal(900_561, "invalid_request", 405)

    // Grant
    static let codeReused = Refusal(54005, "invalid_grant")
    static let codeExpired = Refusal(70008, "invalid_grant", suberror: "token_expired")
    static let invalidGrant = Refusal(70000, "invalid_grant", suberror: "bad_token")
    static let codeOfOtherTenant = Refusal(700_005, "invalid_grant")
    static let refreshTokenExpired = Refusal(700_082, "invalid_grant", suberror: "token_expired")
    static let spaRefreshTokenExpired = Refusal(700_084, "invalid_grant", suberror: "token_expired")
    static let tokensRevoked = Refusal(50173, "invalid_grant", suberror: "bad_token")

    // User
    static let wrongPassword = Refusal(50126, "invalid_grant")
    static let unknownUser = Refusal(50034, "invalid_grant")
    static let lockedUser = Refusal(50053, "invalid_grant")
    static let noPassword = Refusal(50056, "invalid_grant")
    static let disabledUser = Refusal(50057, "invalid_grant")
    static let foreignUser = Refusal(50020, "invalid_grant")
    static let noSession = Refusal(50058, "login_required")
    static let severalSessions = Refusal(16000, "interaction_required")

    // Device
    static let devicePending = Refusal(70016, "authorization_pending")
    static let deviceUnknown = Refusal(70018, "bad_verification_code")
    static let deviceExpired = Refusal(70020, "expired_token")
    static let userCodeMissing = Refusal(90119, "invalid_request")

    // Load
    static let tooManyFailures = Refusal(50196, "temporarily_unavailable", 429)
    static let unexpected = Refusal(50000, "server_error", 500)
}
