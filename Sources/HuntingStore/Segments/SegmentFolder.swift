internal import Foundation

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where segments lie: `<state>/segments/<tenant>/<table>/<id>.parquet`.
struct SegmentFolder: Sendable {
    let state: URL

    var root: URL { state.appendingPathComponent("segments", isDirectory: true) }

    /// Where the engine may spill; nothing in it outlives the process.
    var temporary: URL { state.appendingPathComponent("segments.tmp", isDirectory: true) }

    /// Where one engine instance may spill. An instance can read what it finds there and names its files alike in
    /// every process, so no two share a folder.
    func temporary(of instance: UUID) -> URL {
        temporary.appendingPathComponent(instance.uuidString.lowercased(), isDirectory: true)
    }

    /// Makes the folders with mode 0700: telemetry is not for other users, whoever made the state folder.
    func makePrivate() throws {
        for place in [root, temporary] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place.path)
        }
    }

    /// What imports share and the removal of orphans needs alone.
    var lockFile: URL { state.appendingPathComponent("segments.lock") }

    func url(of tenant: UUID) -> URL {
        root.appendingPathComponent(tenant.uuidString.lowercased(), isDirectory: true)
    }

    /// The path of a segment as the list holds it: relative to the state folder.
    func relativePath(tenant: UUID, table: String, id: UUID) -> String {
        "segments/\(tenant.uuidString.lowercased())/\(table)/\(id.uuidString.lowercased()).parquet"
    }

    func url(ofRelativePath path: String) -> URL { state.appendingPathComponent(path) }

    /// Removes segment files that no list names, half-written ones included.
    ///
    /// Does nothing while an import runs in any process: what it has written and not listed yet is no orphan.
    ///
    /// - Parameter listed: Reads the list; called once no import can add to it.
    func removeOrphans(listed: () async throws -> Set<String>) async throws {
        guard let lock = FolderLock.exclusive(lockFile) else { return }
        defer { withExtendedLifetime(lock) {} }
        try remove(except: try await listed())
    }

    private func remove(except listed: Set<String>) throws {
        let manager = FileManager.default
        try? manager.removeItem(at: temporary)
        guard let files = manager.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]) else { return }
        let prefix = state.standardizedFileURL.path + "/"
        for case let file as URL in files {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let path = file.standardizedFileURL.path
            guard path.hasPrefix(prefix), !listed.contains(String(path.dropFirst(prefix.count))) else { continue }
            try manager.removeItem(at: file)
        }
    }

    /// Makes what was written to a file or entered in a folder outlive a loss of power.
    static func synchronize(_ url: URL) throws {
        let descriptor = open(url.path, O_RDONLY)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: url.path]) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
        }
    }
}
