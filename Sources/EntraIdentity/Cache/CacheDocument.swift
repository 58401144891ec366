import Foundation

/// The content of a token cache: one JSON object that every MSAL reads (identity G.1).
///
/// Unknown sections, entries and members stay as they are.
struct CacheDocument: Sendable, Hashable {
    private var root: [String: JSONValue]

    /// An empty cache.
    init() { root = [:] }

    /// Reads a file's content.
    ///
    /// - Throws: `DecodingError` when it is no JSON object.
    init(parsing data: Data) throws {
        root = data.isEmpty ? [:] : try JSONDecoder().decode([String: JSONValue].self, from: data)
    }

    /// The file's content; keys are sorted, so that equal caches give equal files.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(root)
    }

    /// The entries of a type that can be read.
    func entries<Entry: CacheEntry>(_ type: Entry.Type) -> [(key: String, entry: Entry)] {
        guard case .object(let section) = root[Entry.section.rawValue] else { return [] }
        return section.sorted { $0.key < $1.key }.compactMap { key, value in
            guard case .object(let members) = value, let entry = Entry(members: members) else { return nil }
            return (key, entry)
        }
    }

    /// Adds an entry, or overwrites the one with its key; members of others stay.
    mutating func put(_ entry: some CacheEntry) {
        let name = type(of: entry).section.rawValue
        var section: [String: JSONValue] = [:]
        if case .object(let existing) = root[name] { section = existing }
        var members: [String: JSONValue] = [:]
        if case .object(let existing) = section[entry.key] { members = existing }
        for (member, value) in entry.members { members[member] = value }
        section[entry.key] = .object(members)
        root[name] = .object(section)
    }

    /// Removes the entry of a key.
    mutating func remove(_ section: CacheSection, _ key: String) {
        guard case .object(var content) = root[section.rawValue] else { return }
        content[key] = nil
        root[section.rawValue] = .object(content)
    }
}
