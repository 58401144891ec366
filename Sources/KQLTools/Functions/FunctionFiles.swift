package import Foundation
package import KQL

/// Functions that a team keeps in files, for queries over files to call as a tenant's queries call stored ones.
///
/// A file `Name.kql` holds one function: `(parameters) { body }`, or a query that is its body. A file of `let` statements
/// holds one of each name. A folder stands for the `.kql`, `.kusto` and `.csl` files in it and below it.
package struct FunctionFiles: Sendable {
    /// A function and the file that it was read of.
    package struct Entry: Sendable {
        /// The file as it was named, and its path in a named folder.
        package var file: String
        package var source: FunctionSource
        /// The whole file, in which places are told.
        package var text: String
    }

    /// In the order of the files, and in a file of the text.
    package private(set) var entries: [Entry] = []

    package init() {}

    /// Reads a file or a folder; functions of names that are known already are refused.
    ///
    /// - Parameter name: How the file or folder was named.
    /// - Throws: ``ToolError`` that names the file, the place and what is wrong.
    package mutating func read(_ place: URL, named name: String) throws {
        for (shown, file) in try Self.files(at: place, named: name) {
            guard let data = try? Data(contentsOf: file) else {
                throw ToolError("cannot read \(shown)", why: "it may not be read", remedy: "check its rights")
            }
            try add(String(decoding: data, as: UTF8.self), file: shown, named: Self.functionName(of: file))
        }
    }

    /// Reads the functions of a text.
    ///
    /// - Parameter name: What a function is called that does not say so itself.
    package mutating func add(_ text: String, file: String, named name: String) throws {
        let found: [FunctionSource]
        do throws(KQLError) {
            found = try FunctionSource.read(text, named: name)
        } catch {
            throw ToolError(
                "cannot use the functions of \(file)",
                why: error.diagnostics.prefix(3).map(\.description).joined(separator: "; "),
                remedy: "write (parameters) { body }, a query alone, or let name = (parameters) { body };")
        }
        for source in found {
            if let other = entries.first(where: { $0.source.function.name == source.function.name }) {
                throw ToolError(
                    "cannot use the functions of \(file)",
                    why: "'\(source.function.name)' stands in \(other.file) too", remedy: "rename one of them")
            }
            entries.append(Entry(file: file, source: source, text: text))
        }
    }

    /// The catalogue with these functions.
    package func added(to catalog: SchemaCatalog) -> SchemaCatalog {
        var catalog = catalog
        for entry in entries { catalog.add(entry.source.function) }
        return catalog
    }

    /// What is wrong with the functions, each finding with its file and its place there. A query that calls none of these
    /// functions is none the worse for it.
    package func findings(catalog: SchemaCatalog, options: CompileOptions) -> [(
        file: String, problem: CheckReport.Problem
    )] {
        let compiler = KQLCompiler(schema: catalog)
        return entries.flatMap { entry in
            compiler.check(entry.source.function, options: options).map { diagnostic in
                (entry.file, entry.problem(diagnostic))
            }
        }
    }

    /// A report a file on the functions in it, as on queries; their parameters are in no result, so no columns are told.
    package func reports(catalog: SchemaCatalog, options: CompileOptions) -> [CheckReport] {
        let findings = findings(catalog: catalog, options: options)
        var files: [String] = []
        for entry in entries where files.last != entry.file { files.append(entry.file) }
        return files.map { file in
            let found = findings.filter { $0.file == file }.map(\.problem)
            return CheckReport(
                file: file, stage: found.contains { $0.severity == "error" } ? .bind : nil, findings: found,
                columns: [],
                duration: .zero)
        }
    }

    /// What a function is called whose file says so: the name without its ending.
    package static func functionName(of file: URL) -> String { file.deletingPathExtension().lastPathComponent }

    private static func files(at place: URL, named name: String) throws -> [(name: String, file: URL)] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            throw ToolError(
                "cannot read \(name)", why: "there is no such file or folder", remedy: "check its name")
        }
        guard isFolder.boolValue else { return [(name, place)] }
        let paths = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
        let prefix = name.hasSuffix("/") ? name : name + "/"
        return paths.filter { ["kql", "kusto", "csl"].contains(($0 as NSString).pathExtension) }.sorted()
            .map { (prefix + $0, place.appending(path: $0)) }
    }
}

extension FunctionFiles.Entry {
    /// A finding in the function's text, at its place in the file.
    package func problem(_ diagnostic: Diagnostic) -> CheckReport.Problem {
        CheckReport.Problem(source.placed(diagnostic, in: text), in: text)
    }
}

extension FunctionSource {
    /// A finding in the function's text, at its place in the text that it was read of.
    func placed(_ diagnostic: Diagnostic, in text: String) -> Diagnostic {
        var diagnostic = diagnostic
        let first = max(start + diagnostic.span.start, 0)
        diagnostic.span = Span(first, max(first, start + diagnostic.span.end))
        (diagnostic.line, diagnostic.column) = SourceText(text).position(of: first)
        return diagnostic
    }
}
