import Foundation
package import ServiceCore

/// The parameters of a request, each at most once (identity B and H.52).
package struct ParameterList: Sendable {
    /// The most parameters that a request may have.
    package static let maximumCount = 100

    /// The largest body of a request, in bytes.
    package static let maximumBytes = 1_048_576

    private var values: [String: String] = [:]

    /// Reads a form or a query.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` when it is too large, malformed, or has a duplicate.
    package init(parsing text: String) throws {
        guard text.utf8.count <= Self.maximumBytes, let fields = FormEncoding.decode(text) else {
            throw AuthenticationError(.requestMalformed, error: .invalidRequest)
        }
        try self.init(fields)
    }

    /// Takes decoded fields.
    ///
    /// - Throws: ``AuthenticationError`` with code `invalid_request` for a duplicate.
    package init(_ fields: [FormEncoding.Field]) throws {
        guard fields.count <= Self.maximumCount else {
            throw AuthenticationError(.requestMalformed, error: .invalidRequest)
        }
        for field in fields where values.updateValue(field.value, forKey: field.name) != nil {
            throw AuthenticationError(
                .valueNotAllowed,
                message: "The parameter “\(DisplayText.clean(field.name, limit: 60))” is given more than once."
            )
        }
    }

    /// The value of a parameter; an empty one counts as absent.
    package subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// Whether a parameter is there, also when empty.
    package func contains(_ name: String) -> Bool { values[name] != nil }

    /// A secret value.
    package func secret(_ name: String) -> Secret? { self[name].map { Secret($0) } }
}
