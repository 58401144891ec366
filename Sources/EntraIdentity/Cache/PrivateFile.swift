import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files that only their owner may read.
enum PrivateFile {
    /// The largest file that is read, in bytes.
    static let maximumBytes = 64 << 20

    /// Reads a file.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: ``AuthenticationError`` when it is a link, belongs to somebody else, or others may read it.
    static func read(_ file: URL, allowsReadableByOthers: Bool = false) throws -> Data? {
        let descriptor = open(file.path(percentEncoded: false), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("open", file)
        }
        defer { close(descriptor) }
        // Others cannot swap the file between these lines: they may not write into its folder.
        guard let facts = FileFacts(file.path(percentEncoded: false)) else { throw failure("inspect", file) }
        guard facts.isRegular else { throw refusal(file, "it is no regular file") }
        guard facts.owner == geteuid() else { throw refusal(file, "it belongs to another user") }
        guard allowsReadableByOthers || facts.mode & 0o077 == 0 else {
            throw refusal(file, "others may read or write it; take that away with chmod 600")
        }
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            #if canImport(Glibc)
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            #else
            let count = Darwin.read(descriptor, &buffer, buffer.count)
            #endif
            if count == 0 { return data }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", file)
            }
            data.append(contentsOf: buffer[..<count])
            guard data.count <= maximumBytes else { throw refusal(file, "it is too large") }
        }
    }

    /// Writes a new file of mode 0600 beside the old one, syncs it, and puts it in the old one's place.
    static func replace(_ file: URL, with data: Data) throws {
        let path = file.path(percentEncoded: false)
        var template = Array("\(path).XXXXXX".utf8CString)
        // The file is made with mode 0600 and never had another.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure("create", file) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var isKept = false
        defer { if !isKept { unlink(temporary) } }
        do {
            defer { close(descriptor) }
            guard fchmod(descriptor, 0o600) == 0 else { throw failure("protect", file) }
            var rest = Array(data)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw failure("write", file)
                }
                rest = rest.dropFirst(count)
            }
            guard fsync(descriptor) == 0 else { throw failure("sync", file) }
        }
        guard rename(temporary, path) == 0 else { throw failure("replace", file) }
        isKept = true
    }

    /// Makes a folder of mode 0700 where there is none, with those above it.
    ///
    /// - Throws: ``AuthenticationError`` when it cannot be made, or others may write into it.
    static func makeFolder(_ folder: URL) throws {
        let path = folder.path(percentEncoded: false)
        if let facts = FileFacts(path) {
            guard facts.mode & 0o022 == 0 else {
                throw refusal(folder, "others may write into the folder; take that away with chmod 700")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AuthenticationError(
                code: .cacheUnavailable, message: "The folder \(path) cannot be made.",
                remedy: "Make it, or choose another place.", cause: error)
        }
    }

    static func failure(_ action: String, _ file: URL) -> AuthenticationError {
        let reason = String(cString: strerror(errno))
        return AuthenticationError(
            code: .cacheUnavailable,
            message: "Cannot \(action) \(file.path(percentEncoded: false)): \(reason).",
            remedy: "Check owner and mode of the file and its folder."
        )
    }

    private static func refusal(_ file: URL, _ reason: String) -> AuthenticationError {
        AuthenticationError(
            code: .cacheUnavailable,
            message: "\(file.path(percentEncoded: false)) is not used: \(reason).",
            remedy: "Mend that, or remove the file and sign in again."
        )
    }
}
