import Foundation

/// Files that a person names on the command line.
enum InputFile {
    /// The text of a file.
    ///
    /// - Throws: ``CommandError`` with the status for usage, and a reason that names the file.
    static func text(_ file: URL) throws -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            let exists = FileManager.default.fileExists(atPath: file.path)
            throw CommandError(
                .badInput, what: "cannot read \(file.path)",
                why: exists ? "it cannot be opened or is not UTF-8" : "there is no such file",
                remedy: "check its name and rights", status: .usage, cause: error)
        }
    }
}
