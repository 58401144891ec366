/// What a person can do about a refusal, by its number; identity.md C.2.
enum Remedies {
    static func text(of number: Int) -> String? {
        switch number {
        case 16_000: "Send login_hint, or prompt=select_account."
        case 28_000: "Redeem for one resource, then use the refresh token for the next."
        case 50_000: "Retry once, then report trace and correlation IDs."
        case 50_011: "Register the URI exactly (scheme, host, path, case; the port is ignored on loopback only)."
        case 50_020: "Invite the user, or sign in at the home tenant."
        case 50_027: "Send the compact JWS unchanged, without quotes or line breaks."
        case 50_034: "Check the UPN and the tenant."
        case 50_049: "Turn instance discovery off for private hosts, or list the host as known."
        case 50_053: "Wait, then retry once; unblock the user."
        case 50_056: "Use an interactive flow."
        case 50_057: "Admin enables the account."
        case 50_058: "Repeat without prompt=none."
        case 50_059: "Use the GUID or a verified domain of the target tenant in the authority."
        case 50_105: "Assign the user or group to the enterprise application."
        case 50_126: "Correct the credentials; count attempts."
        case 50_147: "43 to 128 unreserved characters; S256 of the verifier."
        case 50_173: "Sign in again."
        case 50_194: "Put the home tenant ID in the authority, or make the registration multi-tenant."
        case 50_196: "Cache tokens; honour Retry-After; stop the loop."
        case 54_005: "Start a new sign-in; find the double submission."
        case 65_001: "Interactive sign-in with consent, or admin consent."
        case 65_004: "Explain why the permissions are needed and start again."
        case 70_000: "Sign in again."
        case 70_003: "Use a supported grant."
        case 70_005: "Use code."
        case 70_007: "Use form_post, or query for a plain code."
        case 70_008: "Sign in again."
        case 70_011: "Use resource/permission or resource/.default, one resource per token."
        case 70_016: "Poll again after interval seconds."
        case 70_018: "Start a new device flow."
        case 70_020: "Start a new device flow."
        case 90_002:
            """
            Check the tenant ID for typos and that the login host belongs to the customer's cloud (.us / .cn \
            tenants do not exist on the global host).
            """
        case 90_023: "Fix the named value."
        case 90_094: "An admin opens the admin-consent URL."
        case 90_119: "Type the code."
        case 500_011:
            """
            Check the identifier (https://api.securitycenter.microsoft.com, https://api.security.microsoft.com, \
            https://graph.microsoft.com); provision the API's service principal by consent.
            """
        case 500_112: "Send the identical string in both legs; beware of proxies that change scheme or port."
        case 501_051: "Assign an app role (appRoleAssignedTo) or turn the assignment requirement off."
        case 501_481: "Keep verifier and state together per sign-in; one process must start and finish the flow."
        case 650_052: "Let an admin of the tenant subscribe or provision the API."
        case 650_057: "Add a permission of that API to the registration (requiredResourceAccess)."
        case 700_005: "Redeem at the tenant segment used on authorize."
        case 700_016: "Compare client ID and tenant ID; for a partner app run admin consent in that tenant first."
        case 700_021: "Set iss and sub to the client ID."
        case 700_022: "One resource per request."
        case 700_023: "Build aud from the very token endpoint the request is posted to."
        case 700_024: "Fix the clock, re-read the token file, keep lifetimes at five to ten minutes."
        case 700_025: "Drop the credential, or register a web platform and use its redirect URI."
        case 700_027:
            """
            Register the certificate on this application, check the thumbprint header, use RS256 or PS256 with \
            an RSA key.
            """
        case 700_054: "Use response_type=code, or enable the implicit setting."
        case 700_082: "Sign in again."
        case 700_084: "New authorize round trip."
        case 700_211: "Correct issuer in the federated credential."
        case 900_023: "Fix the configuration that builds the authority URL."
        case 900_144: "Send the parameter; check the Content-Type and that the body is form encoded."
        case 900_561: "POST a form body."
        case 900_971: "Register one, or send redirect_uri."
        case 901_002: "Use scope on v2, or the v1 endpoint."
        case 1_002_012: "Ask for {resource}/.default; app roles are assigned, not requested."
        case 5_002_738: "Sign with RS256 or PS256."
        case 7_000_112: "A tenant admin re-enables the enterprise application."
        case 7_000_215: "Use the secret value; otherwise create a new secret."
        case 7_000_216: "Send client_secret or client_assertion."
        case 7_000_218: "Send the credential, or enable public client flows (isFallbackPublicClient) for native apps."
        case 7_000_222: "Create a new secret or move to a certificate or federated credential."
        case 7_000_229:
            """
            Create the service principal: admin consent URL, or POST /servicePrincipals with the appId, in that \
            tenant.
            """
        case 9_001_023: "Send it to organizations or to a specific tenant; better, leave the password grant."
        case 9_002_313: "URL-encode values once; do not log-copy truncated tokens."
        case 9_002_325: "Send code_challenge and code_verifier."
        case 9_002_326: "Register the URI as SPA, or redeem from a server or native process without Origin."
        case 9_002_327: "Redeem from the browser, or register the URI as web or public client."
        default: nil
        }
    }
}
