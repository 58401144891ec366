/// Invented directory objects with every member.
enum DirectoryFixtures {
    static let role = #"""
        {"id": "r-1", "value": "Report.Read.All", "displayName": "Read", "description": "Reads reports.",
         "allowedMemberTypes": ["Application"], "isEnabled": true, "origin": "Application"}
        """#

    static let scope = #"""
        {"id": "s-1", "value": "Report.Read", "type": "User", "isEnabled": true, "adminConsentDisplayName": "a",
         "adminConsentDescription": "b", "userConsentDisplayName": "c", "userConsentDescription": "d"}
        """#

    static let password = #"""
        {"keyId": "k-1", "displayName": "ci", "startDateTime": "2026-01-01T00:00:00Z",
         "endDateTime": "2028-01-01T00:00:00.5000000Z", "hint": "abc", "secretText": "abcdef", "customKeyIdentifier": "eA=="}
        """#

    static let key = #"""
        {"keyId": "k-2", "type": "AsymmetricX509Cert", "usage": "Verify", "key": "MIIB", "displayName": "CN=x",
         "customKeyIdentifier": "eA==", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2027-01-01T00:00:00Z"}
        """#

    static let application = #"""
        {
          "id": "o-1", "appId": "c-1", "displayName": "Reports", "description": "d", "uniqueName": "reports",
          "signInAudience": "AzureADMultipleOrgs", "identifierUris": ["api://c-1"], "isFallbackPublicClient": false,
          "web": {"redirectUris": ["https://x.test/cb"], "homePageUrl": "https://x.test", "logoutUrl": "https://x.test/out",
            "implicitGrantSettings": {"enableIdTokenIssuance": true, "enableAccessTokenIssuance": false}},
          "spa": {"redirectUris": ["https://x.test/spa"]}, "publicClient": {"redirectUris": ["http://localhost"]},
          "api": {"requestedAccessTokenVersion": 2, "oauth2PermissionScopes": [\#(scope)],
            "preAuthorizedApplications": [{"appId": "c-2", "delegatedPermissionIds": ["s-1"]}],
            "knownClientApplications": ["c-3"], "acceptMappedClaims": true},
          "appRoles": [\#(role)],
          "requiredResourceAccess": [{"resourceAppId": "g", "resourceAccess": [{"id": "p", "type": "Role"}]}],
          "passwordCredentials": [\#(password)], "keyCredentials": [\#(key)],
          "optionalClaims": {"accessToken": [{"name": "upn", "source": "user", "essential": true,
            "additionalProperties": ["include_externally_authenticated_upn"]}], "idToken": [], "saml2Token": []},
          "groupMembershipClaims": "None", "publisherDomain": "x.test", "tags": ["t"],
          "info": {"logoUrl": "l", "marketingUrl": "m", "privacyStatementUrl": "p", "supportUrl": "s",
            "termsOfServiceUrl": "t"},
          "notes": "n", "serviceManagementReference": "ref", "defaultRedirectUri": "https://x.test/cb",
          "createdDateTime": "2026-01-01T00:00:00Z", "deletedDateTime": "2026-02-01T00:00:00Z",
          "disabledByMicrosoftStatus": "NotDisabled"
        }
        """#

    static let servicePrincipal = #"""
        {
          "id": "sp-1", "appId": "c-1", "appDisplayName": "Reports", "displayName": "Reports",
          "appOwnerOrganizationId": "t-1", "accountEnabled": true, "appRoleAssignmentRequired": false,
          "servicePrincipalType": "Application", "servicePrincipalNames": ["c-1"], "appRoles": [\#(role)],
          "oauth2PermissionScopes": [\#(scope)], "replyUrls": ["https://x.test/cb"], "signInAudience": "AzureADMyOrg",
          "tags": ["WindowsAzureActiveDirectoryIntegratedApp"], "passwordCredentials": [], "keyCredentials": [],
          "homepage": "h", "loginUrl": "l", "logoutUrl": "o", "alternativeNames": ["a"], "notes": "n",
          "createdDateTime": "2026-01-01T00:00:00Z"
        }
        """#

    static let appRoleAssignment = #"""
        {"id": "a-1", "appRoleId": "r-1", "principalId": "sp-1", "principalType": "ServicePrincipal",
         "principalDisplayName": "Reports", "resourceId": "sp-2", "resourceDisplayName": "Graph",
         "createdDateTime": "2026-01-01T00:00:00Z"}
        """#

    static let permissionGrant = #"""
        {"id": "g-1", "clientId": "sp-1", "consentType": "Principal", "principalId": "u-1", "resourceId": "sp-2",
         "scope": " User.Read openid"}
        """#

    static let user = #"""
        {"id": "u-1", "userPrincipalName": "nora@x.test", "displayName": "Nora", "givenName": "Nora", "surname": "X",
         "mail": "nora@x.test", "mailNickname": "nora", "jobTitle": "Analyst", "mobilePhone": "1", "businessPhones": ["2"],
         "officeLocation": "Delft", "preferredLanguage": "nl", "accountEnabled": true, "userType": "Member",
         "createdDateTime": "2026-01-01T00:00:00Z"}
        """#

    static let organization = #"""
        {"id": "t-1", "displayName": "X", "tenantType": "AAD", "countryLetterCode": "NL",
         "createdDateTime": "2026-01-01T00:00:00Z", "verifiedDomains": [{"name": "x.test", "type": "Managed",
         "capabilities": "Email", "isDefault": true, "isInitial": false}]}
        """#

    static let list = #"""
        {"@odata.context": "c", "@odata.count": 1, "@odata.nextLink": "n", "value": [{"name": "x.test"}]}
        """#

    static let entity = #"{"@odata.context": "c", "name": "x.test", "isDefault": true}"#
}
