/// What `sally doctor` found; `-o json` prints it in this shape.
struct CheckupReport: Encodable, Sendable {
    enum Outcome: String, Encodable, Sendable {
        case ok
        case failed
        /// Not tried, because something before it failed.
        case skipped
    }

    struct Check: Encodable, Sendable {
        var name: String
        var outcome: Outcome
        var detail: String
        /// The command or link that mends it.
        var remedy: String?
    }

    var checks: [Check] = []
    /// Whether what failed is a sign-in, a consent or a permission.
    var needsSignIn = false

    var ok: Bool { checks.allSatisfy { $0.outcome == .ok } }

    var status: CommandStatus { ok ? .ok : needsSignIn ? .signInNeeded : .findings }

    enum CodingKeys: String, CodingKey {
        case checks
        case ok
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(checks, forKey: .checks)
        try container.encode(ok, forKey: .ok)
    }
}
