import EntraIdentity

/// A way in which the identity endpoints refuse, with the OAuth code and status it travels under; identity.md C.2.
struct Refusal: Hashable, Sendable {
    /// The AADSTS number.
    let number: Int
    /// The OAuth error code, the one that clients switch on.
    let error: String
    let status: Int
    /// MSAL.NET's classification.
    let suberror: String?

    private init(number: Int, error: String, status: Int, suberror: String?) {
        self.number = number
        self.error = error
        self.status = status
        self.suberror = suberror
    }

    /// As the table has it that clients and server share.
    private init(_ entry: AADSTS) {
        self.init(
            number: entry.number, error: entry.error.rawValue, status: entry.status, suberror: entry.suberror)
    }

    /// The same number under another OAuth code, as some endpoints send it.
    func under(_ error: String) -> Refusal {
        Refusal(number: number, error: error, status: status, suberror: suberror)
    }

    // Tenant
    static let unknownTenant = Refusal(.tenantNotFound)
    static let malformedTenant = Refusal(.tenantNameInvalid)
    static let noTenantInRequest = Refusal(.tenantNotIdentified)
    static let unknownInstance = Refusal(.instanceUnknown)
    static let singleTenantApplication = Refusal(.applicationIsSingleTenant)
    static let passwordGrantOnAlias = Refusal(.passwordGrantNeedsTenant)

    // Client
    static let unknownApplication = Refusal(.applicationNotFound)
    static let noServicePrincipal = Refusal(.servicePrincipalMissing)
    static let disabledServicePrincipal = Refusal(.applicationDisabled)
    static let clientNotAssigned = Refusal(.appRoleAssignmentMissing)
    static let userNotAssigned = Refusal(.userAssignmentMissing)
    static let wrongSecret = Refusal(.clientSecretInvalid)
    static let expiredSecret = Refusal(.clientSecretExpired)
    static let credentialMissing = Refusal(.clientCredentialMissing)
    static let credentialMissingForClient = Refusal(.clientCredentialRequired)
    static let publicClientWithCredential = Refusal(.clientIsPublic)
    static let badAssertionSignature = Refusal(.assertionSignatureInvalid)
    static let assertionSubject = Refusal(.assertionIssuerInvalid)
    static let assertionAudience = Refusal(.assertionAudienceInvalid)
    static let assertionTime = Refusal(.assertionNotInTime)
    static let assertionAlgorithm = Refusal(.algorithmNotAllowed)
    static let malformedToken = Refusal(.tokenMalformed)
    static let unknownAssertionIssuer = Refusal(.federatedIssuerMismatch)

    // Resource and scope
    static let unknownResource = Refusal(.resourceNotFound)
    static let resourceNotRegistered = Refusal(.resourceNotInRegistration)
    static let resourceNotSubscribed = Refusal(.resourceNotSubscribed)
    static let malformedScope = Refusal(.scopeInvalid)
    static let scopeIsNotDefault = Refusal(.scopeNotDefault)
    static let severalResourcesInCode = Refusal(.scopesOfSeveralResources)
    static let severalResources = Refusal(.scopesNotAllowed)
    static let resourceOnV2 = Refusal(.resourceParameterNotAllowed)
    static let misconfigured = Refusal(.registrationDoesNotFit)

    // Consent
    static let consentMissing = Refusal(.consentMissing)
    static let consentDeclined = Refusal(.consentDeclined)
    static let adminConsentNeeded = Refusal(.adminConsentRequired)

    // Request
    static let redirectMismatch = Refusal(.redirectURIMismatch)
    static let noRedirectURI = Refusal(.redirectURIMissing)
    static let redirectDiffers = Refusal(.redirectURIDiffers)
    static let idTokenNotEnabled = Refusal(.idTokenIssuanceOff)
    static let unsupportedResponseType = Refusal(.responseTypeInvalid)
    static let unsupportedResponseMode = Refusal(.responseModeInvalid)
    static let malformedChallenge = Refusal(.codeChallengeInvalid)
    static let verifierMismatch = Refusal(.codeVerifierInvalid)
    static let spaWithoutChallenge = Refusal(.pkceRequired)
    static let originWithoutSPA = Refusal(.crossOriginNotAllowed)
    static let spaWithoutOrigin = Refusal(.crossOriginRequired)
    static let parameterMissing = Refusal(.parameterMissing)
    static let malformedGrant = Refusal(.requestMalformed)
    static let malformedRequest = Refusal(.requestMalformed).under("invalid_request")
    static let valueNotAllowed = Refusal(.valueNotAllowed)
    static let unsupportedGrant = Refusal(.grantTypeUnsupported)
    static let wrongMethod = Refusal(.methodNotAllowed)

    // Grant
    static let codeReused = Refusal(.codeAlreadyRedeemed)
    static let codeExpired = Refusal(.codeExpired)
    static let invalidGrant = Refusal(.grantInvalid)
    static let codeOfOtherTenant = Refusal(.codeOfOtherTenant)
    static let refreshTokenExpired = Refusal(.refreshTokenExpired)
    static let spaRefreshTokenExpired = Refusal(.refreshTokenOfPageExpired)
    static let tokensRevoked = Refusal(.grantRevoked)

    // User
    static let wrongPassword = Refusal(.passwordInvalid)
    static let unknownUser = Refusal(.userNotFound)
    static let lockedUser = Refusal(.accountLocked)
    static let noPassword = Refusal(.passwordMissing)
    static let disabledUser = Refusal(.accountDisabled)
    static let foreignUser = Refusal(.accountNotInTenant)
    static let noSession = Refusal(.sessionMissing)
    static let severalSessions = Refusal(.accountSelectionRequired)

    // Device
    static let devicePending = Refusal(.authorizationPending)
    static let deviceUnknown = Refusal(.deviceCodeInvalid)
    static let deviceExpired = Refusal(.deviceCodeExpired)
    static let userCodeMissing = Refusal(.userCodeMissing)

    // Load
    static let tooManyFailures = Refusal(.requestLoop)
    static let unexpected = Refusal(.issuanceFailed)
}
