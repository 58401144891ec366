package import Foundation

extension UUID {
    /// An identifier that stands in our own source.
    ///
    /// - Precondition: The text has the canonical form.
    package init(constant text: StaticString) {
        guard let value = UUID(uuidString: text.description) else {
            preconditionFailure("\(text) is no identifier.")
        }
        self = value
    }
}

extension Permission {
    /// One line of the catalogue.
    init(
        _ id: StaticString, _ kind: Kind, _ value: String, _ displayName: String, _ detail: String, needsAdmin: Bool
    ) {
        self.init(
            id: UUID(constant: id), value: value, kind: kind, displayName: displayName, detail: detail,
            needsAdmin: needsAdmin
        )
    }
}
