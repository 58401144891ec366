import DuckDB
import Foundation

/// Where the hunting engine's library is looked for.
enum EngineLibrary {
    /// What was told by `SALLYPORT_DUCKDB`.
    static func location(in environment: EnvironmentVariables) -> URL? {
        environment.first("SALLYPORT_DUCKDB").map { URL(filePath: $0.value) }
    }

    /// All places: told, beside this program, the user's data folder, the system's.
    static func places(in context: CommandContext) -> LibraryLocations {
        let data = context.environment.first("XDG_DATA_HOME").map(\.value) ?? "~/.local/share"
        return LibraryLocations(
            explicitPath: location(in: context.environment)?.path,
            executableFolder: Bundle.main.executableURL?.deletingLastPathComponent().path,
            folders: [context.paths.resolve(data + "/sallyport").path])
    }
}
