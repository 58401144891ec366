import Foundation

/// The text of a query from an argument, a file or standard input.
enum QueryInput {
    /// The longest text that is read.
    static let limit = 16 << 20

    static func text(_ argument: String?, file: String?, in context: CommandContext) throws -> String {
        if let file, file != "-" { return try InputFile.text(context.paths.resolve(file)) }
        guard argument == "-" || file == "-" else { return argument ?? "" }
        return String(decoding: try context.prompts.standardInput(limit: limit), as: UTF8.self)
    }

    /// The text of a file that is known to exist; bytes that are no UTF-8 stand as U+FFFD, so that they are found where
    /// they are.
    static func text(of place: URL) throws -> String {
        do {
            return String(decoding: try Data(contentsOf: place), as: UTF8.self)
        } catch {
            throw CommandError(
                .badInput, what: "cannot read \(place.path)", why: "it may not be read", remedy: "check its rights",
                status: .usage, cause: error)
        }
    }

    /// Files and the queries of folders, in order: what ends in `.kql`, `.kusto`, `.csl` or `.txt`.
    static func files(_ names: [String], in context: CommandContext) throws -> [(name: String, place: URL?)] {
        var result: [(name: String, place: URL?)] = []
        for name in names {
            guard name != "-" else {
                result.append(("-", nil))
                continue
            }
            let place = context.paths.resolve(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
                throw CommandError(
                    .badInput, what: "cannot read \(place.path)", why: "there is no such file or folder",
                    remedy: "check its name", status: .usage)
            }
            guard isFolder.boolValue else {
                result.append((name, place))
                continue
            }
            let found = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
            let queries = found.filter { ["kql", "kusto", "csl", "txt"].contains(($0 as NSString).pathExtension) }
            for path in queries.sorted() {
                let prefix = name.hasSuffix("/") ? name : name + "/"
                result.append((prefix + path, place.appending(path: path)))
            }
        }
        return result
    }
}
