import DuckDB
import Testing

@Suite("Engine library: location and version")
struct LibraryTests {
    @Test("a missing explicit path is refused with what to do, and no other place is tried")
    func missingExplicitPath() throws {
        // The loader answers with what the process has already loaded; so this asks for the message only when
        // nothing is loaded, and for the fallback order otherwise.
        guard !EngineLibrary.isPresent else { return }
        let error = #expect(throws: DuckDBError.self) {
            try DuckDBLibrary.load(from: LibraryLocations(explicitPath: "/nonexistent/libduckdb.so"))
        }
        #expect(error?.code == .libraryUnusable)
        #expect(error?.message.contains("SALLYPORT_DUCKDB") == true)
    }

    @Test("no place to look at is 'not found'")
    func nowhere() {
        let error = #expect(throws: DuckDBError.self) {
            try DuckDBLibrary.load(from: LibraryLocations(includesSystem: false))
        }
        #expect(error?.code == .libraryNotFound)
    }

    @Test("the loaded library is of the supported series", .needsEngine)
    func version() {
        #expect(EngineLibrary.shared?.version.hasPrefix("v" + DuckDBLibrary.supportedSeries) == true)
    }
}
