/// A failure of a command itself, told as every message of `sally` is: what failed – why – what to do.
///
/// None of the texts may hold a secret, a token or a password.
struct CommandError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is; tests compare it, people need not see it.
    struct Code: RawRepresentable, Hashable, Sendable {
        let rawValue: String

        static let badConfiguration = Self(rawValue: "bad_configuration")
        static let badInput = Self(rawValue: "bad_input")
        static let notFound = Self(rawValue: "not_found")
        static let noLocalTenant = Self(rawValue: "no_local_tenant")
        static let localTenantBusy = Self(rawValue: "local_tenant_busy")
        static let localTenantFailed = Self(rawValue: "local_tenant_failed")
        static let signInNeeded = Self(rawValue: "sign_in_needed")
        static let consentNeeded = Self(rawValue: "consent_needed")
        static let notConfirmed = Self(rawValue: "not_confirmed")
        static let noTerminal = Self(rawValue: "no_terminal")
        static let programFailed = Self(rawValue: "program_failed")
        static let fileFailed = Self(rawValue: "file_failed")
        static let pageUnexpected = Self(rawValue: "page_unexpected")
        static let checkFailed = Self(rawValue: "check_failed")
    }

    var code: Code
    /// What failed, as the beginning of a sentence: "cannot read /etc/x".
    var what: String
    /// The reason, or an empty text where `what` says it all.
    var why: String
    /// What the person does about it: a command, a link, a place to look.
    var remedy: String
    var status: CommandStatus
    var cause: (any Error)?

    init(
        _ code: Code,
        what: String,
        why: String = "",
        remedy: String = "",
        status: CommandStatus = .failure,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.what = what
        self.why = why
        self.remedy = remedy
        self.status = status
        self.cause = cause
    }

    /// The parts that are not empty, joined as every message is.
    var description: String {
        [what, why, remedy].filter { !$0.isEmpty }.joined(separator: " – ")
    }
}
