/// A word of one of the service's open sets, in the spelling of Graph's metadata (defender-api.md C7). A word that we do
/// not know survives a round trip.
package protocol SecurityWord: RawRepresentable, Codable, Hashable, Sendable where RawValue == String {
    init(rawValue: String)
}

package struct IncidentStatus: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let active = Self(rawValue: "active")
    package static let inProgress = Self(rawValue: "inProgress")
    package static let resolved = Self(rawValue: "resolved")
    package static let redirected = Self(rawValue: "redirected")
    package static let awaitingAction = Self(rawValue: "awaitingAction")
}

package struct AlertStatus: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let new = Self(rawValue: "new")
    package static let inProgress = Self(rawValue: "inProgress")
    package static let resolved = Self(rawValue: "resolved")
}

package struct AlertSeverity: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let unknown = Self(rawValue: "unknown")
    package static let informational = Self(rawValue: "informational")
    package static let low = Self(rawValue: "low")
    package static let medium = Self(rawValue: "medium")
    package static let high = Self(rawValue: "high")

    /// The numeric value in the metadata, which orders severities; 0 for a word that we do not know.
    package var rank: Int {
        switch self {
        case .informational: 32
        case .low: 64
        case .medium: 128
        case .high: 256
        default: 0
        }
    }
}

package struct AlertClassification: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let unknown = Self(rawValue: "unknown")
    package static let falsePositive = Self(rawValue: "falsePositive")
    package static let truePositive = Self(rawValue: "truePositive")
    package static let informationalExpectedActivity = Self(rawValue: "informationalExpectedActivity")
}

package struct AlertDetermination: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let unknown = Self(rawValue: "unknown")
    package static let malware = Self(rawValue: "malware")
    package static let multiStagedAttack = Self(rawValue: "multiStagedAttack")
    package static let compromisedAccount = Self(rawValue: "compromisedAccount")
    package static let other = Self(rawValue: "other")
}

package struct EvidenceVerdict: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let unknown = Self(rawValue: "unknown")
    package static let suspicious = Self(rawValue: "suspicious")
    package static let malicious = Self(rawValue: "malicious")
    package static let noThreatsFound = Self(rawValue: "noThreatsFound")
}

package struct EvidenceRemediationStatus: SecurityWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let none = Self(rawValue: "none")
    package static let remediated = Self(rawValue: "remediated")
    package static let prevented = Self(rawValue: "prevented")
    package static let blocked = Self(rawValue: "blocked")
}
