import Foundation
import GRDB

/// A field with the column that holds it.
protocol SecurityColumn: Sendable, Hashable {
    /// The column's name, or that of the column by which it is ordered.
    var column: String { get }
    var orderColumn: String { get }
}

extension IncidentField: SecurityColumn {
    var column: String { rawValue }
    // Words would sort by alphabet; severities sort by weight.
    var orderColumn: String { self == .severity ? "severityRank" : rawValue }
}

extension AlertField: SecurityColumn {
    var column: String { rawValue }
    var orderColumn: String { self == .severity ? "severityRank" : rawValue }
}

extension SecurityPredicate where Field: SecurityColumn {
    /// The condition in SQL. Column names come from our own enumerations, values are bound.
    ///
    /// OData's two-valued logic is kept: a comparison with a property that is null is false, except `ne`.
    var sql: SQL {
        switch self {
        case .compare(let field, .notEqual, let value):
            "(\(sql: field.column) IS NOT \(value.sql))"
        case .compare(let field, let comparison, let value):
            "(ifnull(\(sql: field.column) \(sql: comparison.sqlOperator) \(value.sql), 0))"
        case .isNull(let field): "(\(sql: field.column) IS NULL)"
        case .isIn(let field, let values):
            values.isEmpty ? "0" : "(ifnull(\(sql: field.column) IN (\(values.map(\.sql).joined(separator: ", "))), 0))"
        case .and(let parts): parts.isEmpty ? "1" : "(\(parts.map(\.sql).joined(operator: .and)))"
        case .or(let parts): parts.isEmpty ? "0" : "(\(parts.map(\.sql).joined(operator: .or)))"
        case .not(let part): "(NOT \(part.sql))"
        }
    }
}

extension SecurityPredicate.Comparison {
    fileprivate var sqlOperator: String {
        switch self {
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}

extension SecurityPredicate.Value {
    fileprivate var sql: SQL {
        switch self {
        case .text(let text): "\(text)"
        case .integer(let number): "\(number)"
        case .time(let instant): "\(instant)"
        }
    }
}

extension SecurityQuery where Field: SecurityColumn {
    /// The part of a statement from behind WHERE to OFFSET; one row more than the page has tells whether more follow.
    func clauses(tenantID: UUID) -> SQL {
        var keys = order.map { "\($0.field.orderColumn) \($0.isDescending ? "DESC" : "ASC")" }
        if keys.isEmpty { keys.append("createdTime DESC") }
        keys.append("id DESC")
        return """
            tenantID = \(tenantID) AND \(condition) ORDER BY \(sql: keys.joined(separator: ", "))
            LIMIT \(limit + 1) OFFSET \(skip)
            """
    }

    var condition: SQL { predicate?.sql ?? "1" }
}
