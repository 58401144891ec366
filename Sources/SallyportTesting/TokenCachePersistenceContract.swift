public import EntraIdentity
import Foundation
import ServiceCore

/// What every ``TokenCachePersistence`` must do. Run each case on a new, empty one.
public enum TokenCachePersistenceContract: String, Sendable, CaseIterable {
    /// An empty one gives nothing.
    case emptyGivesNothing
    /// What was written is read.
    case readsWhatWasWritten
    /// A change sees the current content.
    case changeSeesCurrentContent
    /// A change of `nil` leaves everything.
    case nilLeavesContent
    /// A change that throws leaves everything, and the next one works.
    case failedChangeLeavesContent
    /// Concurrent changes are all kept.
    case concurrentChangesAreKept

    /// Checks a case.
    ///
    /// - Throws: ``ContractViolation``; what the implementation throws.
    public func check(_ persistence: any TokenCachePersistence) async throws {
        let one = Data(#"{"a":"1"}"#.utf8)
        let two = Data(#"{"a":"2"}"#.utf8)
        struct Failure: Error {}
        switch self {
        case .emptyGivesNothing:
            try ContractViolation.require(try await persistence.load() == nil, "An empty cache gave content.")
        case .readsWhatWasWritten:
            try await persistence.update { _ in one }
            try ContractViolation.require(try await persistence.load() == one, "The content is not what was written.")
        case .changeSeesCurrentContent:
            try await persistence.update { _ in one }
            try await persistence.update { current in current == one ? two : nil }
            try ContractViolation.require(try await persistence.load() == two, "A change saw other content.")
        case .nilLeavesContent:
            try await persistence.update { _ in one }
            try await persistence.update { _ in nil }
            try ContractViolation.require(try await persistence.load() == one, "A change of nil changed something.")
        case .failedChangeLeavesContent:
            try await persistence.update { _ in one }
            do {
                try await persistence.update { _ in throw Failure() }
                throw ContractViolation("The error of a change did not come out.")
            } catch is Failure {}
            try ContractViolation.require(try await persistence.load() == one, "A failed change changed something.")
            try await persistence.update { _ in two }
            try ContractViolation.require(try await persistence.load() == two, "After a failed change nothing works.")
        case .concurrentChangesAreKept:
            _ = try await (0..<8).concurrentMap(width: 4) { number in
                try await persistence.update { current in
                    var content =
                        try current.map { try JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
                    content["k\(number)"] = "x"
                    return try JSONEncoder().encode(content)
                }
            }
            let data = try await persistence.load() ?? Data()
            let content = try JSONDecoder().decode([String: String].self, from: data)
            try ContractViolation.require(content.count == 8, "Of 8 changes \(content.count) were kept.")
        }
    }
}
