import DuckDB
import Foundation
import KQL
import KQLEngine
import Testing

@testable import KQLTools

/// The engine library of the test run, absent where none is installed.
enum EngineLibrary {
    static let shared: DuckDBLibrary? = try? DuckDBLibrary.load(
        from: LibraryLocations(explicitPath: ProcessInfo.processInfo.environment["SALLYPORT_DUCKDB"]))
    static var isPresent: Bool { shared != nil }
}

extension Trait where Self == ConditionTrait {
    static var needsEngine: Self {
        .enabled(if: EngineLibrary.isPresent, "needs libduckdb: set SALLYPORT_DUCKDB to its path")
    }
}

/// A folder that lives as long as one test.
final class TestFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(
            path: "kqltools-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> URL {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> URL { try write(name, text.utf8) }

    /// A workbench over data of this folder.
    func workbench(_ paths: [DataPath] = []) throws -> Workbench {
        try Workbench(
            library: try #require(EngineLibrary.shared), folder: url.appending(path: "work-\(UUID().uuidString)"),
            paths: paths)
    }
}

extension Workbench {
    /// The rows of a query as one text: values divided by `|`, rows by line feeds; null is `∅`.
    func rows(_ query: String, now: Int64 = 638_725_392_000_000_000) async throws -> String {
        let result = try await run(query, options: QueryOptions(now: now)).result
        return result.rows().enumerated().map { index, row in
            row.enumerated().map { column, value in
                switch value {
                case .null: "∅"
                case .bool(let value): String(value)
                case .long(let value):
                    switch result.columns[column].type {
                    case .datetime: ValueText.text(datetime: value)
                    case .timespan: ValueText.text(timespan: value)
                    default: String(value)
                    }
                case .real(let value): String(value)
                case .text(let text): text
                }
            }.joined(separator: "|")
        }.joined(separator: "\n")
    }

    /// The columns of a query as `name:type`.
    func columns(_ query: String) throws -> String {
        try compiler.compile(query, options: QueryOptions(now: 0).compileOptions).columns
            .map { "\($0.name):\($0.type.rawValue)" }.joined(separator: " ")
    }
}
