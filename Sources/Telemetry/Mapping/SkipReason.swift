/// Why an event gives no row. The list is closed; each reason names the event that it is about.
package struct SkipReason: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of reasons.
    package enum Kind: String, Sendable, CaseIterable {
        /// The mapping has no row for this event: Defender records nothing like it.
        case eventIDNotMapped = "event-id-not-mapped"
        /// No event of this channel or form is mapped.
        case channelNotMapped = "channel-not-mapped"
        /// The recording holds the same happening as a richer event, which gives the row.
        case recordedTwice = "recorded-twice"
        /// The event lacks a field without which the row would be a guess.
        case detailMissing = "detail-missing"
        /// Only some events of this id matter, and this is none of them.
        case notRelevant = "not-relevant"
        /// No time, or no device, can be read from the event.
        case noTimeOrDevice = "no-time-or-device"
        /// A JSON object that is no event in any form known here.
        case formNotKnown = "form-not-known"

        /// What the kind means, for people.
        package var explanation: String {
            switch self {
            case .eventIDNotMapped: "Defender records nothing like this event, so the mapping has no row for it."
            case .channelNotMapped: "No event of this channel is mapped."
            case .recordedTwice: "The recording holds the same happening as a richer event, which gives the row."
            case .detailMissing: "The event lacks a field without which the row would be a guess."
            case .notRelevant: "Only some events of this id matter, and this is none of them."
            case .noTimeOrDevice: "No time, or no device, can be read from the event."
            case .formNotKnown: "A JSON object that is no event in any form known here."
            }
        }
    }

    /// The kind of reason.
    package let kind: Kind

    /// The event, as `Security/5379` or a channel; may be empty.
    package let subject: String

    /// The key in the summary of an import, such as `event-id-not-mapped:Security/5379`.
    package var description: String { subject.isEmpty ? kind.rawValue : "\(kind.rawValue):\(subject)" }
}

/// What became of an event.
enum MappingOutcome {
    case rows([HuntingRow])
    case skipped(SkipReason)
}
