import Foundation

/// Recordings as people name them: files, or folders that hold them.
enum RecordingFiles {
    /// The endings of files that are taken from a folder.
    static let endings: Set<String> = ["zip", "json", "jsonl", "ndjson", "gz"]

    /// A recording, or the recordings in a folder, by name.
    ///
    /// - Throws: ``CommandError`` when there is nothing at the place, or nothing to import in the folder.
    static func at(_ place: URL) throws -> [URL] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            throw failure(place, why: "there is no such file or folder", remedy: "check its name")
        }
        guard isFolder.boolValue else { return [place] }
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
        } catch {
            throw failure(place, why: "the folder cannot be read", remedy: "check its rights")
        }
        let recordings = files.filter { endings.contains($0.pathExtension.lowercased()) }
        guard !recordings.isEmpty else {
            throw failure(
                place, why: "the folder holds no recording",
                remedy: "name one with files that end in \(endings.sorted().joined(separator: ", "))")
        }
        return recordings.sorted { $0.path < $1.path }
    }

    private static func failure(_ place: URL, why: String, remedy: String) -> CommandError {
        CommandError(
            .badInput, what: "cannot import \(TerminalText.escaped(place.path))", why: why, remedy: remedy,
            status: .usage)
    }
}
