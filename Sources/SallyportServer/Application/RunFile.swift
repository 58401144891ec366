package import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `run.json` in the state folder: which process serves it and where. Gone when nobody does.
package struct RunFile: Sendable, Codable, Hashable {
    package var pid: Int32
    package var port: Int
    package var url: String

    package init(pid: Int32, port: Int, url: String) {
        self.pid = pid
        self.port = port
        self.url = url
    }

    package static func location(state: URL) -> URL { state.appendingPathComponent("run.json") }

    /// What the folder says, when the process it names is alive; a file that a killed server left behind is `nil`.
    package static func read(state: URL) -> RunFile? {
        guard let data = try? Data(contentsOf: location(state: state)),
            let file = try? JSONDecoder().decode(RunFile.self, from: data),
            file.pid > 0, kill(file.pid, 0) == 0 || errno == EPERM
        else { return nil }
        return file
    }

    func write(state: URL) throws {
        let body: JSONTree = ["pid": .integer(Int64(pid)), "port": .integer(Int64(port)), "url": .string(url)]
        try PrivateFile.write(Data(body.bytes), to: Self.location(state: state))
    }

    static func remove(state: URL) {
        try? FileManager.default.removeItem(at: location(state: state))
    }
}
