import Foundation

/// A condition on rows of a table, already parsed and typed by the caller; no text of a request reaches SQL.
package indirect enum SecurityPredicate<Field: Sendable & Hashable>: Sendable, Hashable {
    case compare(Field, Comparison, Value)
    /// `eq null` and, negated, `ne null`.
    case isNull(Field)
    case isIn(Field, [Value])
    case and([SecurityPredicate])
    case or([SecurityPredicate])
    case not(SecurityPredicate)

    /// A comparison operator of OData.
    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "eq"
        case notEqual = "ne"
        case less = "lt"
        case lessOrEqual = "le"
        case greater = "gt"
        case greaterOrEqual = "ge"
    }

    /// A literal.
    package enum Value: Sendable, Hashable {
        case text(String)
        case integer(Int64)
        case time(TickInstant)
    }
}

/// What incidents can be filtered and sorted by.
package enum IncidentField: String, Sendable, Hashable, CaseIterable {
    case id
    case displayName
    case status
    case severity
    case classification
    case determination
    case assignedTo
    case priorityScore
    case createdTime
    case lastUpdateTime
}

/// What alerts can be filtered and sorted by.
package enum AlertField: String, Sendable, Hashable, CaseIterable {
    case id
    case incidentID
    case title
    case category
    case status
    case severity
    case classification
    case determination
    case assignedTo
    case serviceSource
    case detectionSource
    case detectorID
    case createdTime
    case lastUpdateTime
    case resolvedTime
    case firstActivityTime
    case lastActivityTime
}

/// One key of an order.
package struct SortKey<Field: Sendable & Hashable>: Sendable, Hashable {
    package var field: Field
    package var isDescending: Bool

    package init(_ field: Field, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }
}

/// A page of a filtered, sorted list.
package struct SecurityQuery<Field: Sendable & Hashable>: Sendable {
    package var predicate: SecurityPredicate<Field>?
    /// Empty for the newest first. The identifier always breaks ties, so that pages do not overlap.
    package var order: [SortKey<Field>] = []
    /// Rows to pass over.
    package var skip = 0
    /// Rows on a page.
    package var limit = 50
    /// Whether to count all rows that match.
    package var countsTotal = false
    /// For incidents: whether to read the alerts with their evidence.
    package var includesAlerts = false

    package init(predicate: SecurityPredicate<Field>? = nil, skip: Int = 0, limit: Int = 50) {
        self.predicate = predicate
        self.skip = skip
        self.limit = limit
    }
}

package typealias IncidentQuery = SecurityQuery<IncidentField>
package typealias AlertQuery = SecurityQuery<AlertField>

/// What a query found.
package struct SecurityPage<Element: Sendable>: Sendable {
    package var elements: [Element]
    /// Whether more rows follow these.
    package var hasMore: Bool
    /// All rows that match, where it was asked for.
    package var total: Int?
}
