import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The queries of earlier sessions, a JSON text a line, in a file that nobody else may read.
struct ConsoleHistory {
    let file: URL

    private static let longest = 1000

    /// The queries, the earliest first; empty when there is no file or it cannot be read.
    func load() -> [String] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(String.self, from: Data($0.utf8)) }
    }

    /// Adds a query; a failure is no reason to stop.
    func append(_ query: String) {
        let entries = (load() + [query]).suffix(Self.longest)
        let lines = entries.compactMap { try? JSONText.compact($0) }.map { $0 + "\n" }.joined()
        let folder = file.deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let aside = file.appendingPathExtension("new")
        // The rights are there before the first byte is.
        guard
            FileManager.default.createFile(
                atPath: aside.path, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
        else { return }
        // Replaces the file whether it is there or not, at once.
        _ = rename(aside.path, file.path)
    }
}
