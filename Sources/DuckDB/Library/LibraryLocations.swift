#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Where to look for the engine's shared library.
///
/// An explicit path is the only place looked at: a wrong setting should fail, not be healed by another file.
/// Otherwise the order is: beside the executable, `../lib` of it, the given folders, the system's own search.
package struct LibraryLocations: Sendable {
    /// The file to use, from an option or from `SALLYPORT_DUCKDB`.
    package var explicitPath: String?
    /// The folder of the running executable.
    package var executableFolder: String?
    /// More folders, such as the data folder of the user.
    package var folders: [String]
    /// Whether to ask the system's loader for the bare name at last.
    package var includesSystem: Bool

    package init(
        explicitPath: String? = nil,
        executableFolder: String? = nil,
        folders: [String] = [],
        includesSystem: Bool = true
    ) {
        self.explicitPath = explicitPath.flatMap { $0.isEmpty ? nil : $0 }
        self.executableFolder = executableFolder
        self.folders = folders
        self.includesSystem = includesSystem
    }

    var hasExplicitPath: Bool { explicitPath != nil }

    static var fileName: String {
        #if canImport(Darwin)
        "libduckdb.dylib"
        #else
        "libduckdb.so"
        #endif
    }

    /// The names to hand to the loader, in order. Files that do not exist are left out.
    func candidates() -> [String] {
        if let explicitPath { return [explicitPath] }
        var paths: [String] = []
        if let executableFolder {
            paths.append("\(executableFolder)/\(Self.fileName)")
            paths.append("\(executableFolder)/../lib/\(Self.fileName)")
        }
        paths += folders.map { "\($0)/\(Self.fileName)" }
        #if canImport(Darwin)
        if includesSystem {
            paths += ["/opt/homebrew/lib/\(Self.fileName)", "/usr/local/lib/\(Self.fileName)"]
        }
        #endif
        paths = paths.filter { access($0, R_OK) == 0 }
        if includesSystem { paths.append(Self.fileName) }
        return paths
    }
}
