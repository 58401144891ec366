internal import DuckDB
internal import KQL
internal import Synchronization

/// A connection and the views that it has.
struct EngineSession: Sendable {
    let connection: Connection
    /// The statement that made each view, by the relation's name.
    fileprivate(set) var views: [String: String] = [:]
    /// Whether it holds rows that came with one query, and is of no use to another.
    fileprivate(set) var holdsRows = false
}

/// Connections between two queries.
///
/// A view that a query needs is made where the connection has none of the same files; others may stay, since no query
/// reads a view that it has not asked for.
final class SessionPool: Sendable {
    /// More queries than this seldom run at once; further connections are closed after their query.
    private static let capacity = 8

    private let database: Database
    private let idle = Mutex<[EngineSession]>([])

    init(database: Database) { self.database = database }

    /// A connection that offers these relations, for one query alone.
    ///
    /// - Throws: `DuckDBError` where a view or a table cannot be made.
    func take(for relations: [EngineRelation]) throws -> EngineSession {
        let statements = relations.filter(\.batches.isEmpty).map { ($0.table.name, SQLText.view(of: $0)) }
        let bringsRows = statements.count < relations.count
        let free = bringsRows ? nil : takeIdle(statements)
        var session = try free ?? EngineSession(connection: database.connect())
        for (name, statement) in statements where session.views[name] != statement {
            try session.connection.execute(statement)
            session.views[name] = statement
        }
        for relation in relations where !relation.batches.isEmpty { try session.connection.load(relation) }
        session.holdsRows = bringsRows
        return session
    }

    /// Keeps a connection whose query has ended well; its result must be gone.
    func putBack(_ session: EngineSession) {
        guard !session.holdsRows else { return }
        idle.withLock { if $0.count < Self.capacity { $0.append(session) } }
    }

    /// The free connection that has the most of these views.
    private func takeIdle(_ statements: [(name: String, statement: String)]) -> EngineSession? {
        idle.withLock { idle in
            func present(_ session: EngineSession) -> Int {
                statements.count { session.views[$0.name] == $0.statement }
            }
            guard let best = idle.indices.max(by: { present(idle[$0]) < present(idle[$1]) }) else { return nil }
            return idle.remove(at: best)
        }
    }
}
