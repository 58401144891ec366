package import Foundation

/// A function or a query that a tenant keeps for its hunts. The two have names of their own each.
package struct SavedHuntRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "savedHunts"

    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Called by queries: parameters in parentheses, and a body.
        case function
        /// Run as it is.
        case query
    }

    package var id: UUID
    var tenantID: UUID
    package var kind: Kind
    package var name: String
    /// KQL. The store takes any text; whoever saves it compiles it first.
    package var text: String
    /// What it is for; empty where nobody said.
    package var summary: String
    /// Who saved it last.
    package var author: String
    package var createdTime: TickInstant
    package var modifiedTime: TickInstant
}

/// A function or a query to save.
package struct SavedHuntDraft: Sendable, Hashable {
    package var kind: SavedHuntRecord.Kind
    package var name: String
    package var text: String
    package var summary: String
    package var author: String

    package init(
        _ kind: SavedHuntRecord.Kind, name: String, text: String, summary: String = "", author: String = ""
    ) {
        self.kind = kind
        self.name = name
        self.text = text
        self.summary = summary
        self.author = author
    }
}
