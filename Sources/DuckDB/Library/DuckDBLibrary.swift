internal import CDuckDB

/// The engine's shared library, loaded into this process.
///
/// A process uses one library: once one was loaded, every later search returns it. It is never unloaded.
package struct DuckDBLibrary: Sendable {
    /// The library's own version text, such as `v1.5.5`.
    package let version: String
    /// The path or name that it was loaded by first.
    package let path: String

    // The table is written once, before this pointer is handed out, and lives as long as the process.
    nonisolated(unsafe) let functions: UnsafePointer<cduckdb_functions>

    var api: cduckdb_functions {
        @inline(__always) unsafeAddress { functions }
    }

    /// The series of the interface that this package was written and tested against.
    package static let supportedSeries = "1.5"

    /// Loads the first usable library of a list of places.
    ///
    /// - Parameter locations: Where to look, in order.
    /// - Throws: ``DuckDBError`` with `libraryNotFound` when no place holds a library, or `libraryUnusable`
    ///   when one was found that cannot be loaded or is of another series than ``supportedSeries``.
    package static func load(from locations: LibraryLocations) throws -> DuckDBLibrary {
        var failures: [String] = []
        for candidate in locations.candidates() {
            var reason = [CChar](repeating: 0, count: 1024)
            guard let functions = cduckdb_load(candidate, &reason, reason.count) else {
                failures.append("\(candidate) (\(text(reason)))")
                continue
            }
            let version = functions.pointee.library_version().map { String(cString: $0) } ?? ""
            guard isSupported(version) else {
                throw DuckDBError(
                    .libraryUnusable,
                    "The DuckDB library \(candidate) has version \(version), but version \(supportedSeries) is needed. "
                        + "Install libduckdb \(supportedSeries) and name it by SALLYPORT_DUCKDB."
                )
            }
            return DuckDBLibrary(version: version, path: candidate, functions: functions)
        }
        let tried = failures.isEmpty ? "No place to look at was given." : "Tried: \(failures.joined(separator: "; "))."
        throw DuckDBError(
            failures.isEmpty || !locations.hasExplicitPath ? .libraryNotFound : .libraryUnusable,
            "The DuckDB engine library was not found. \(tried) Install libduckdb \(supportedSeries) "
                + "(brew install duckdb, or the C/C++ archive from duckdb.org) and set SALLYPORT_DUCKDB to its path."
        )
    }

    static func isSupported(_ version: String) -> Bool {
        let digits = version.hasPrefix("v") ? version.dropFirst() : version[...]
        return digits.hasPrefix(supportedSeries + ".") || digits == supportedSeries
    }

    private static func text(_ bytes: [CChar]) -> String {
        String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
