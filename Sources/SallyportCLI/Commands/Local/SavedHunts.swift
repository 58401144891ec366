import Foundation
import KQLTools
import TenantStore

/// What a tenant keeps for its hunts, as the commands of functions and of queries show and change it.
struct SavedHunts {
    let kind: SavedHuntRecord.Kind
    let context: CommandContext

    /// A record in the shape that `-o json` promises.
    struct Report: Encodable {
        var name: String
        var summary: String
        var text: String
        var author: String
        var created: String
        var modified: String

        init(_ record: SavedHuntRecord) {
            name = record.name
            summary = record.summary
            text = record.text
            author = record.author
            created = record.createdTime.date.formatted(.iso8601)
            modified = record.modifiedTime.date.formatted(.iso8601)
        }

        var fields: [(title: String, text: String)] {
            [
                ("Name", name), ("Summary", summary), ("Author", author), ("Created", created), ("Modified", modified),
                ("Text", text),
            ]
        }
    }

    func list() async throws {
        let records = try await LocalStore.withTenant(in: context) { try await $0.handle.savedHunts(kind) }
        try write(records, empty: "none; `sally local \(noun) add FILE` saves one")
    }

    func show(_ name: String) async throws {
        let report = Report(try await record(name))
        // A text has lines, which the fields of a table do not keep.
        let fields = report.fields.filter { context.output.format != .table || $0.title != "Text" }
        try context.output.one(report, fields: fields)
        if context.output.format == .table { try context.output.data("\n\(TerminalText.escapedLines(report.text))\n") }
    }

    /// The record of a name.
    ///
    /// - Throws: ``CommandError`` that names those that there are.
    func record(_ name: String) async throws -> SavedHuntRecord {
        try await LocalStore.withTenant(in: context) { local in
            if let record = try await local.handle.savedHunt(kind, named: name) { return record }
            throw try await absent(name, local)
        }
    }

    func remove(_ name: String) async throws {
        try await LocalStore.withTenant(in: context) { local in
            guard try await local.handle.removeSavedHunt(kind, named: name) else { throw try await absent(name, local) }
        }
        context.output.note("Removed \(TerminalText.escaped(name)).")
    }

    /// Saves what was read, or nothing of it, and tells what is stored now.
    func save(_ drafts: [SavedHuntDraft], replaces: Bool) async throws {
        let records = try await LocalStore.withTenant(in: context) { local in
            do {
                return try await local.handle.save(drafts, replaces: replaces)
            } catch let error as StoreError where error.code == .conflict {
                throw CommandError(
                    .badInput, what: "nothing was saved", why: error.message,
                    remedy: "give --replace to put these in its place", status: .usage, cause: error)
            }
        }
        try write(records, empty: "")
    }

    /// Who saves: as told, or the person at this machine.
    func author(_ told: String?) -> String { told ?? context.environment.first("USER")?.value ?? "" }

    private var noun: String { kind == .function ? "functions" : "queries" }

    private func write(_ records: [SavedHuntRecord], empty: String) throws {
        try context.output.list(
            records.map(Report.init),
            columns: [
                ListColumn("Name") { TerminalText.escaped($0.name) },
                ListColumn("Summary") { TerminalText.escaped(String($0.summary.prefix { !$0.isNewline })) },
                ListColumn("Author") { TerminalText.escaped($0.author) }, ListColumn("Modified") { $0.modified },
            ],
            empty: empty)
    }

    private func absent(_ name: String, _ local: LocalStore) async throws -> CommandError {
        let known = try await local.handle.savedHunts(kind).map(\.name).joined(separator: ", ")
        return CommandError(
            .notFound, what: "there is no \(kind.rawValue) \"\(TerminalText.escaped(name))\" in \(local.domain)",
            why: known.isEmpty ? "it keeps none" : "it keeps \(TerminalText.escaped(known))",
            remedy: "see `sally local \(noun) list`")
    }
}

extension Output {
    /// Writes findings a line each, with their files.
    func findings(_ findings: [(file: String, problem: CheckReport.Problem)]) throws {
        for (file, problem) in findings {
            try data(TerminalText.escaped("\(file):\(problem.sentence)") + "\n")
        }
    }
}
