import Foundation

/// What `sally quickstart -o json` prints; the shape is stable.
struct QuickstartReport: Encodable, Sendable {
    struct Step: Encodable, Sendable {
        var name: String
        var ok: Bool
        /// Milliseconds.
        var ms: Int
        /// What happened, or why it failed.
        var detail: String
    }

    struct Context: Encodable, Sendable {
        /// `application`, `user`, `partner`.
        var name: String
        var steps: [Step] = []
    }

    var contexts: [Context] = []

    /// Whether every step of every context is ok.
    var ok: Bool { !contexts.isEmpty && contexts.allSatisfy { $0.steps.allSatisfy(\.ok) && !$0.steps.isEmpty } }

    enum CodingKeys: String, CodingKey {
        case contexts
        case ok
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(contexts, forKey: .contexts)
        try container.encode(ok, forKey: .ok)
    }
}
