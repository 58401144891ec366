import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writing of files that hold secrets: created with their final mode, synced, then renamed into place.
enum PrivateFile {
    /// Makes a folder that only its owner can enter; an existing one keeps its content and gets mode 0700.
    static func createFolder(at url: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServerError(
                code: .fileFailure,
                message:
                    "Cannot make the folder \(url.path) – the system refused – check the rights of the folder above "
                    + "it, or choose another with --state",
                cause: error)
        }
        guard chmod(url.path, 0o700) == 0 else { throw ServerError.file(url, errno) }
    }

    /// Replaces the file as a whole; another process sees the old bytes or the new ones.
    static func write(_ data: Data, to url: URL, mode: mode_t = 0o600) throws {
        let temporary = url.path + ".\(getpid()).tmp"
        unlink(temporary)
        let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw ServerError.file(url, errno) }
        do {
            try writeAll(data, to: descriptor, url: url)
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw ServerError.file(url, errno) }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, url.path) == 0 else {
            let code = errno
            unlink(temporary)
            throw ServerError.file(url, code)
        }
    }

    private static func writeAll(_ data: Data, to descriptor: Int32, url: URL) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Int(posixWrite(descriptor, $0, bytes.count)) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw ServerError.file(url, errno) }
            rest = rest.dropFirst(count)
        }
    }

    private static func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
        #else
        Darwin.write(descriptor, bytes, count)
        #endif
    }
}
