/// A recording that cannot be read at all. Lines that cannot be read are counted, not thrown.
package struct TelemetryError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The file cannot be opened or read.
        package static let unreadableFile = Self(rawValue: "telemetry_unreadable_file")
        /// The archive or compressed stream is damaged.
        package static let damagedArchive = Self(rawValue: "telemetry_damaged_archive")
        /// The archive is whole but uses something that is not read here.
        package static let unsupportedArchive = Self(rawValue: "telemetry_unsupported_archive")
        /// The archive holds nothing that could be a recording.
        package static let emptyArchive = Self(rawValue: "telemetry_empty_archive")
        /// The text is in an encoding that is not read here.
        package static let unsupportedEncoding = Self(rawValue: "telemetry_unsupported_encoding")
        /// A line is longer than the limit.
        package static let lineTooLong = Self(rawValue: "telemetry_line_too_long")
    }

    /// The kind of failure.
    package var code: Code

    /// What went wrong, why, and what to do about it.
    package var message: String

    /// The file, by its name alone.
    package var file: String

    /// The error underneath, when there is one.
    package var cause: (any Error)?

    package init(_ code: Code, file: String, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.file = file
        self.message = message
        self.cause = cause
    }

    /// One line for a log or a terminal.
    package var description: String { "\(code.rawValue): \(file): \(message)" }
}
