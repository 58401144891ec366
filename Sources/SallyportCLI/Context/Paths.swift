import Foundation

/// Where files live, by the XDG Base Directory Specification 0.8.
struct Paths: Sendable {
    /// `config.yaml` and nothing else.
    var configuration: URL
    /// What can be lost: token caches are not here, they are state.
    var cache: URL
    /// The local tenant by default, token caches, logs.
    var state: URL
    /// A folder for things that live as long as one command.
    var temporary: URL
    /// The folder that relative file names of the command line start from.
    var working: URL

    /// Reads `XDG_CONFIG_HOME`, `XDG_CACHE_HOME`, `XDG_STATE_HOME`, `TMPDIR`, `HOME`.
    ///
    /// The specification says that a relative path in such a variable is invalid and is ignored.
    init(environment: EnvironmentVariables, home: URL, working: URL) {
        func base(_ variable: String, _ fallback: String) -> URL {
            if let value = environment[variable], value.hasPrefix("/") {
                return URL(filePath: value, directoryHint: .isDirectory)
            }
            return home.appending(path: fallback, directoryHint: .isDirectory)
        }
        configuration = base("XDG_CONFIG_HOME", ".config").appending(path: "sallyport", directoryHint: .isDirectory)
        cache = base("XDG_CACHE_HOME", ".cache").appending(path: "sallyport", directoryHint: .isDirectory)
        state = base("XDG_STATE_HOME", ".local/state").appending(path: "sallyport", directoryHint: .isDirectory)
        let temporaryPath = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        temporary = URL(filePath: temporaryPath, directoryHint: .isDirectory)
        self.working = working
    }

    /// The profiles.
    var configurationFile: URL { configuration.appending(path: "config.yaml") }

    /// Tokens of signed-in profiles; 0600 in a folder of 0700.
    var tokenCache: URL { state.appending(path: "tokens", directoryHint: .isDirectory) }

    /// A name of the command line as a place: relative names start at the working folder, `~/` at home.
    func resolve(_ name: String) -> URL {
        if name.hasPrefix("~/") { return URL(filePath: NSString(string: name).expandingTildeInPath) }
        if name.hasPrefix("/") { return URL(filePath: name).standardizedFileURL }
        return working.appending(path: name).standardizedFileURL
    }
}
