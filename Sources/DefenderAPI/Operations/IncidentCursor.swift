/// An incident of either API, as polling sees it.
public protocol PolledIncident: Sendable {
    /// The number of the incident as text.
    var pollingID: String { get }

    /// When it last changed.
    var pollingInstant: Timestamp { get }
}

extension XDRIncident: PolledIncident {
    /// The number of the incident as text.
    public var pollingID: String { String(incidentID) }

    /// When it last changed.
    public var pollingInstant: Timestamp { lastUpdateTime }
}

extension SecurityIncident: PolledIncident {
    /// The number of the incident.
    public var pollingID: String { id }

    /// When it last changed.
    public var pollingInstant: Timestamp { lastUpdateDateTime }
}

/// How far a poll for changed incidents has come; keep it between runs.
///
/// The services compare with `ge`, so the incidents of the last instant come again: the cursor knows them.
public struct IncidentCursor: Sendable, Hashable, Codable {
    /// The latest change that was seen.
    public var lastUpdate: Timestamp

    /// Incidents seen with exactly that instant.
    public var seen: Set<String>

    enum CodingKeys: String, CodingKey {
        case lastUpdate
        case seen
    }

    /// Begins at an instant; incidents changed then or later are new.
    public init(since lastUpdate: Timestamp, seen: Set<String> = []) {
        self.lastUpdate = lastUpdate
        self.seen = seen
    }

    /// Whether an incident has not been seen in this state.
    public func isNew(_ incident: some PolledIncident) -> Bool {
        incident.pollingInstant > lastUpdate
            || (incident.pollingInstant == lastUpdate && !seen.contains(incident.pollingID))
    }

    /// Notes an incident.
    public mutating func advance(over incident: some PolledIncident) {
        if incident.pollingInstant > lastUpdate {
            lastUpdate = incident.pollingInstant
            seen = [incident.pollingID]
        } else if incident.pollingInstant == lastUpdate {
            seen.insert(incident.pollingID)
        }
    }
}

/// What one poll found.
public struct IncidentChanges<Incident: PolledIncident>: Sendable {
    /// Incidents that are new or changed, the oldest change first.
    public var incidents: [Incident]

    /// Where the next poll begins.
    public var cursor: IncidentCursor

    /// Whether nothing more waits; else poll again at once.
    public var isCaughtUp: Bool

    /// Makes a value of its members.
    public init(incidents: [Incident], cursor: IncidentCursor, isCaughtUp: Bool) {
        self.incidents = incidents
        self.cursor = cursor
        self.isCaughtUp = isCaughtUp
    }
}
