import Foundation
import SallyportServer
import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A local tenant that answers now: the state it is served from, and where.
struct LocalTenant: Sendable {
    var state: URL
    /// `https://localhost:8443`
    var url: URL
    var port: Int
    /// The process that serves it; ours for a temporary one.
    var process: Int32

    /// The CA certificate that programs must trust.
    var authorityFile: URL { Self.authorityFile(of: state) }

    /// Where it is, as a cloud.
    var cloud: Cloud { .local(authority: "\(url.host() ?? "localhost"):\(port)") }

    static func authorityFile(of state: URL) -> URL { state.appending(path: "ca/ca.pem") }

    /// Whether the folder holds a state at all.
    static func exists(at state: URL) -> Bool {
        FileManager.default.fileExists(atPath: state.appending(path: "sallyport.sqlite").path)
    }

    /// Refuses a folder that holds something else: it would become private to its owner, with our files among others'.
    static func requireOwnFolder(_ state: URL) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []
        guard !names.isEmpty, !names.contains(lockFile(of: state).lastPathComponent) else { return }
        throw CommandError(
            .badInput, what: "will not keep a state in \(state.path)", why: "the folder holds other files",
            remedy: "name a folder of its own with --state", status: .usage)
    }

    /// The tenant that is served from a state folder; `nil` when nobody serves it.
    static func running(at state: URL) -> LocalTenant? {
        guard isServed(state), let file = RunFile.read(state: state), let url = URL(string: file.url) else {
            return nil
        }
        return LocalTenant(state: state, url: url, port: file.port, process: file.pid)
    }

    /// The tenant that is served from a state folder.
    ///
    /// - Throws: ``CommandError`` with the command that starts one.
    static func required(at state: URL) throws -> LocalTenant {
        if let tenant = running(at: state) { return tenant }
        throw CommandError(
            .noLocalTenant, what: "no local tenant runs on \(state.path)", why: "nobody serves that state",
            remedy: "start one with `sally local start --detach`, or name another folder with --state")
    }

    /// Whether a server holds the lock of the folder. The kernel lets go of it when the process dies.
    static func isServed(_ state: URL) -> Bool {
        let descriptor = open(lockFile(of: state).path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        flock(descriptor, LOCK_UN)
        return false
    }

    /// Whether a process has the lock file of the folder open, so that no other one is stopped by mistake.
    ///
    /// Where the system does not tell, the held lock and the run file must do.
    static func holdsLock(_ process: Int32, of state: URL) -> Bool {
        let folder = "/proc/\(process)/fd"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return !FileManager.default.fileExists(atPath: "/proc/self/fd")
        }
        let wanted = lockFile(of: state).resolvingSymlinksInPath().path
        return names.contains { name in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) == wanted
        }
    }

    private static func lockFile(of state: URL) -> URL { state.appending(path: "server.lock") }
}
