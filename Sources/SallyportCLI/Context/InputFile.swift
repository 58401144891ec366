import Foundation
import ServiceCore

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

extension InputFile {
    /// A secret in a file of its own, without the line end that editors add.
    ///
    /// - Throws: ``CommandError`` when others than the owner may read the file.
    ///   Its text does not hold the name of a file that is not there: somebody may have given the secret itself.
    static func secret(_ file: URL) throws -> Secret {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw CommandError(
                .badInput, what: "cannot read the file of the client secret", why: "there is no such file",
                remedy:
                    "name a file, or - to read the secret from standard input; a secret itself is never an argument",
                status: .usage)
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        if let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 {
            throw CommandError(
                .badInput, what: "will not use the secret in \(file.path)", why: "others may read the file",
                remedy: "run `chmod 600 \(file.path)`", status: .usage)
        }
        return Secret(String(try text(file).prefix { !$0.isNewline }))
    }
}
