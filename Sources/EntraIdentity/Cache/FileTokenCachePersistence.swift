public import Foundation
public import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A token cache in one file that only its owner may read (identity G.2).
///
/// The file has mode 0600 and its folder 0700. Changes are read, merged and written under the lock file that
/// msal-extensions uses too, into a new file that then replaces the old one. A file that is a symbolic link, belongs to
/// somebody else or is readable by others is refused; one that is no JSON is moved aside.
public struct FileTokenCachePersistence: TokenCachePersistence {
    /// The file.
    public let file: URL

    private let time: any TimeSource
    private let warn: @Sendable (String) -> Void
    private let turns = TurnQueue()

    /// How often and how long the lock is waited for, as msal-extensions does.
    static let lockAttempts = 20
    static let lockInterval = Duration.milliseconds(250)

    /// A lock file older than this whose process is gone was left behind.
    static let staleAge: TimeInterval = 30

    /// Makes a cache in a file, which need not exist yet.
    ///
    /// - Parameters:
    ///   - file: The file; its folder is created with mode 0700 when it does not exist.
    ///   - time: For waiting, and for the age of locks.
    ///   - warn: Gets a line for the user when the file had to be moved aside.
    public init(file: URL, time: any TimeSource, warn: @escaping @Sendable (String) -> Void = { _ in }) {
        self.file = file
        self.time = time
        self.warn = warn
    }

    /// The content; `nil` when there is no file, or it was no JSON and is moved aside.
    public func load() async throws -> Data? {
        guard let data = try PrivateFile.read(file) else { return nil }
        return isReadable(data) ? data : nil
    }

    /// Reads, changes and writes under the lock.
    public func update(_ change: @Sendable (Data?) throws -> Data?) async throws {
        try await turns.withTurn { try await updateAlone(change) }
    }

    private func updateAlone(_ change: @Sendable (Data?) throws -> Data?) async throws {
        try PrivateFile.makeFolder(file.deletingLastPathComponent())
        let lock = try await acquireLock()
        defer { lock.release() }
        var current = try PrivateFile.read(file)
        if let data = current, !isReadable(data) {
            try moveAside()
            current = nil
        }
        guard let changed = try change(current) else { return }
        try PrivateFile.replace(file, with: changed)
    }

    private func isReadable(_ data: Data) -> Bool { (try? CacheDocument(parsing: data)) != nil }

    private func moveAside() throws {
        let stamp = ODataDateTime.format(time.now, fractionDigits: 0).filter { $0.isNumber }
        let aside = file.deletingLastPathComponent().appending(path: "\(file.lastPathComponent).corrupt-\(stamp)")
        guard rename(file.path(percentEncoded: false), aside.path(percentEncoded: false)) == 0 else {
            throw PrivateFile.failure("move aside", file)
        }
        warn("The token cache was no JSON; it is kept as \(aside.lastPathComponent), and you have to sign in again.")
    }

    // MARK: Lock

    private struct Lock {
        let path: String
        let descriptor: Int32

        func release() {
            flock(descriptor, LOCK_UN)
            close(descriptor)
            unlink(path)
        }
    }

    private func acquireLock() async throws -> Lock {
        let path = file.path(percentEncoded: false) + ".lockfile"
        for attempt in 0..<Self.lockAttempts {
            let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 {
                flock(descriptor, LOCK_EX | LOCK_NB)
                let owner = "\(getpid()) sallyport"
                _ = owner.withCString { write(descriptor, $0, strlen($0)) }
                return Lock(path: path, descriptor: descriptor)
            }
            guard errno == EEXIST else { throw PrivateFile.failure("lock", file) }
            removeIfStale(path)
            if attempt < Self.lockAttempts - 1 { try await time.sleep(for: Self.lockInterval) }
        }
        throw AuthenticationError(
            code: .cacheUnavailable,
            message: "Another program holds the lock of the token cache \(file.lastPathComponent).",
            remedy: "Wait until it has ended; when none runs, remove \(file.lastPathComponent).lockfile."
        )
    }

    private func removeIfStale(_ path: String) {
        guard let facts = FileFacts(path), time.now.timeIntervalSince(facts.modified) > Self.staleAge else { return }
        let content = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let owner = content.split(separator: " ").first.flatMap { pid_t($0) }
        // A lock without a number is abandoned too: its owner died between making and writing it.
        if let owner, owner > 0, kill(owner, 0) == 0 || errno == EPERM { return }
        unlink(path)
    }
}
