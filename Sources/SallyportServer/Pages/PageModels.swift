/// What each page shows. Every text is ``HTMLText``: there is no way to put a name into a page unescaped.

struct SignInPage: Sendable {
    let title: HTMLText = "Sign in"
    let style = PageStyle.text
    let wide = false
    let request: HTMLText
    let csrf: HTMLText
    let applicationName: HTMLText?
    let place: HTMLText?
    let username: HTMLText?
    let failure: HTMLText?
    let canCancel: Bool
}

struct AccountsPage: Sendable {
    struct Account: Sendable {
        let id: HTMLText
        let name: HTMLText
        let userName: HTMLText
    }

    let title: HTMLText = "Pick an account"
    let style = PageStyle.text
    let wide = false
    let request: HTMLText
    let csrf: HTMLText
    let applicationName: HTMLText?
    let accounts: [Account]
}

/// A permission on a consent page, with the text that its kind of consent has.
struct PermissionLine: Sendable {
    let name: HTMLText
    let detail: HTMLText
    let resource: HTMLText
    let value: HTMLText
    let isRole: Bool
    let needsAdmin: Bool
}

struct ConsentPage: Sendable {
    let title: HTMLText = "Permissions requested"
    let style = PageStyle.text
    let wide = true
    let request: HTMLText
    let csrf: HTMLText
    let userName: HTMLText
    let tenantName: HTMLText
    let applicationName: HTMLText
    let publisher: HTMLText?
    let clientID: HTMLText
    let permissions: [PermissionLine]
    /// The box for the organisation, for administrators only.
    let offersOrganisation: Bool
    /// The consent is for the organisation by its nature.
    let needsOrganisation: Bool
    let failure: HTMLText?
}

struct NeedsAdminPage: Sendable {
    let title: HTMLText = "Approval needed"
    let style = PageStyle.text
    let wide = true
    let request: HTMLText
    let csrf: HTMLText
    let userName: HTMLText
    let tenantName: HTMLText
    let applicationName: HTMLText
    let permissions: [PermissionLine]
    let adminConsentURL: HTMLText
    let canCancel: Bool
    let traceID: HTMLText
    let correlationID: HTMLText
}

struct DeviceCodePage: Sendable {
    let title: HTMLText = "Enter the code"
    let style = PageStyle.text
    let wide = false
    let request: HTMLText
    let csrf: HTMLText
    let code: HTMLText
    let failure: HTMLText?
}

struct DeviceConfirmPage: Sendable {
    let title: HTMLText = "Confirm the sign-in"
    let style = PageStyle.text
    let wide = false
    let request: HTMLText
    let csrf: HTMLText
    let userName: HTMLText
    let tenantName: HTMLText
    let applicationName: HTMLText
}

struct MessagePage: Sendable {
    struct Fact: Sendable {
        let name: HTMLText
        let value: HTMLText
    }

    let title: HTMLText
    let style = PageStyle.text
    let wide = false
    let text: HTMLText
    var facts: [Fact] = []
}

struct ErrorPage: Sendable {
    let title: HTMLText
    let style = PageStyle.text
    let wide = false
    let text: HTMLText
    let remedy: HTMLText?
    let code: HTMLText?
    let traceID: HTMLText
    let correlationID: HTMLText
    let timestamp: HTMLText
}

struct FormPostPage: Sendable {
    struct Field: Sendable {
        let name: HTMLText
        let value: HTMLText
    }

    let title: HTMLText = "Back to the application"
    let style = PageStyle.text
    let wide = false
    let action: HTMLText
    let fields: [Field]
    let script = Pages.submitScript
}
