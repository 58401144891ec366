internal import Foundation

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A lock over the segment folder between processes, held while the value lives and gone with the process.
///
/// Imports share it; the removal of orphans needs it alone, since to it a segment that another process has written
/// and not yet listed looks like one that a killed import left behind.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Waits for its share.
    static func shared(_ file: URL) throws -> FolderLock {
        guard let lock = FolderLock(file, LOCK_SH) else {
            throw CocoaError(.fileLocking, userInfo: [NSFilePathErrorKey: file.path])
        }
        return lock
    }

    /// The whole lock, nil when somebody holds a share.
    static func exclusive(_ file: URL) -> FolderLock? { FolderLock(file, LOCK_EX | LOCK_NB) }

    private init?(_ file: URL, _ operation: Int32) {
        // A state may see its first import before anything else made its folder.
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, operation) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
