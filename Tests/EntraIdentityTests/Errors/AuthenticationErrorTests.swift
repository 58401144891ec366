import EntraIdentity
import Testing

@Suite("Classification of refusals, identity C.1")
struct AuthenticationErrorTests {
    @Test(arguments: [
        (AADSTS.consentMissing, AuthenticationError.Category.interactionNeeded),
        (.refreshTokenExpired, .interactionNeeded),
        (.multiFactorRequired, .interactionNeeded), (.sessionMissing, .interactionNeeded),
        (.clientSecretInvalid, .configuration), (.applicationNotFound, .configuration),
        (.resourceNotFound, .configuration),
        (.scopeInvalid, .configuration), (.tenantNotFound, .configuration), (.instanceUnknown, .configuration),
        (.authorizationPending, .pending), (.blockedByConditionalAccess, .policy), (.tenantRestricted, .policy),
        (.deviceNotCompliant, .policy), (.blockedBySecurityDefaults, .policy), (.tenantThrottled, .transient),
        (.dependencyFailed, .transient), (.issuanceFailed, .transient), (.codeVerifierInvalid, .failure),
        (.passwordInvalid, .failure), (.redirectURIMismatch, .failure),
    ])
    func eachRefusalHasItsClass(entry: AADSTS, category: AuthenticationError.Category) {
        #expect(AuthenticationError(entry).category == category)
    }

    @Test(
        arguments: [
            (OAuthErrorCode.slowDown, nil, nil, AuthenticationError.Category.pending),
            (.invalidGrant, "message_only", nil, .policy), (.invalidGrant, nil, 503, .transient),
            (.network, nil, nil, .transient), (.malformedResponse, nil, 502, .transient),
            (.malformedResponse, nil, 200, .failure), (.noCachedToken, nil, nil, .interactionNeeded),
            (.invalidConfiguration, nil, nil, .configuration), (.untrustedResponse, nil, nil, .failure),
        ] as [(OAuthErrorCode, String?, Int?, AuthenticationError.Category)])
    func codesWithoutNumberHaveAClassToo(
        code: OAuthErrorCode, suberror: String?, status: Int?, category: AuthenticationError.Category
    ) {
        let error = AuthenticationError(code: code, message: "", suberror: suberror, status: status)
        #expect(error.category == category)
    }

    @Test func descriptionNamesNumberRemedyAndCorrelation() {
        let text = AuthenticationError(.clientSecretExpired).description
        #expect(text.hasPrefix("AADSTS7000222 (invalid_client): "))
        #expect(text.contains(AADSTS.clientSecretExpired.remedy))
    }
}
