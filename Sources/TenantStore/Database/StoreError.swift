/// A refusal of the tenant store: something is absent, clashes with what is there, or is no value the store accepts.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// No such object in this tenant. An object of another tenant is reported in the same way.
        package static let notFound = Self(rawValue: "not_found")
        /// An object with the same key exists.
        package static let conflict = Self(rawValue: "conflict")
        /// A value breaks a rule of the object model.
        package static let invalidValue = Self(rawValue: "invalid_value")
        /// A role or scope would be removed while it is enabled; identity.md D.1.
        package static let enabledEntitlement = Self(rawValue: "enabled_entitlement")
        /// An identifier URI lies in a domain that the tenant does not own; identity.md D.1.
        package static let unverifiedDomain = Self(rawValue: "unverified_domain")
        /// The application of another tenant may not be used here: it is single-tenant.
        package static let singleTenant = Self(rawValue: "single_tenant")
        /// The state on disk could not be opened or is of a newer version.
        package static let unusableState = Self(rawValue: "unusable_state")
    }

    /// The kind of failure.
    package var code: Code

    /// What went wrong and what to do about it.
    package var message: String

    /// The property or object that the message is about, when one is.
    package var target: String?

    /// The error underneath, when there is one.
    package var cause: (any Error)?

    package init(_ code: Code, _ message: String, target: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.target = target
        self.cause = cause
    }

    /// One line for a log or a terminal.
    package var description: String { "\(code.rawValue): \(message)" }

    static func absent(_ kind: String, _ id: String) -> Self {
        Self(
            .notFound,
            "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.",
            target: kind)
    }
}
