import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An advisory lock on a state folder, held as long as the value lives: one server for one state.
///
/// The kernel lets go of it when the process dies, however it dies; a left-over file means nothing.
final class StateLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``ServerError`` with `state_in_use` when another server holds it.
    init(state: URL) throws {
        let file = state.appendingPathComponent("server.lock")
        descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw ServerError.file(file, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            close(descriptor)
            guard number == EWOULDBLOCK else { throw ServerError.file(file, number) }
            throw ServerError(
                code: .stateInUse,
                message: "The state \(state.path) is served by another process – stop it with `sally local stop`, "
                    + "or choose another folder with --state"
            )
        }
    }

    deinit { close(descriptor) }
}
