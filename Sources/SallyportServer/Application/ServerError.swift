import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A failure of the local tenant's process itself: it cannot start, or it cannot go on.
package struct ServerError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The address is taken by another program.
        package static let portTaken = Self(rawValue: "port_taken")
        /// Another server runs on the same state folder.
        package static let stateInUse = Self(rawValue: "state_in_use")
        /// A file of the state folder cannot be read or does not fit the others.
        package static let damagedState = Self(rawValue: "damaged_state")
        /// A file could not be read or written.
        package static let fileFailure = Self(rawValue: "file_failure")
        /// The address cannot be bound for another reason.
        package static let cannotListen = Self(rawValue: "cannot_listen")
        /// The server's own code met what it holds impossible.
        package static let internalFailure = Self(rawValue: "internal_failure")
    }

    package var code: Code
    /// What failed – why – what to do; never a secret.
    package var message: String
    package var cause: (any Error)?

    package init(code: Code, message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String { "\(code.rawValue): \(message)" }

    static func file(_ url: URL, _ number: Int32) -> Self {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return Self(
            code: .fileFailure,
            message: "Cannot write \(url.path) – \(reason) – check the folder's owner and free space"
        )
    }
}
