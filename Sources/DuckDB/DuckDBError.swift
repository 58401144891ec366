/// A failure of the engine or of the way to it.
package struct DuckDBError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure that programs switch on.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// No library was found at any of the places looked at.
        package static let libraryNotFound = Code(rawValue: "libraryNotFound")
        /// A library was found that cannot be used: wrong version or not loadable.
        package static let libraryUnusable = Code(rawValue: "libraryUnusable")
        /// The database could not be opened with the given options.
        package static let openFailed = Code(rawValue: "openFailed")
        /// The statement was refused before it ran.
        package static let invalidStatement = Code(rawValue: "invalidStatement")
        /// The statement failed while it ran.
        package static let executionFailed = Code(rawValue: "executionFailed")
        /// The statement was interrupted.
        package static let interrupted = Code(rawValue: "interrupted")
        /// The statement needed more memory or temporary space than it may use.
        package static let outOfMemory = Code(rawValue: "outOfMemory")
        /// The engine's settings forbid what the statement asks for.
        package static let notPermitted = Code(rawValue: "notPermitted")
        /// A value was read or written as another type than the column has.
        package static let typeMismatch = Code(rawValue: "typeMismatch")
    }

    package var code: Code
    /// What failed, why, and where it helps what to do.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code.rawValue): \(message)" }
}
