import Foundation

/// The browser that the desktop opens pages with.
enum SystemBrowser {
    /// Opens a page, or throws when there is no desktop to do it.
    ///
    /// - Parameter url: `https` only, built from the configured authority (identity.md H.6 46).
    static func open(_ url: URL) async throws {
        #if os(macOS)
        let program = "open"
        #else
        let program = "xdg-open"
        #endif
        let status = try await ChildProcess.run(
            ChildProcess.Command(program: program, arguments: [url.absoluteString], isQuiet: true))
        guard status == .ok else {
            throw CommandError(
                .programFailed, what: "cannot open a browser", why: "\(program) ended with code \(status.rawValue)",
                remedy: "open the address by hand, or use --device-code")
        }
    }
}
