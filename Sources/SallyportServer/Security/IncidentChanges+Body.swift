import DefenderAPI
import TenantStore

extension TenantStore.IncidentChanges {
    static let xdrMembers = ["status", "assignedTo", "classification", "determination", "tags", "comment"]

    static let graphMembers = [
        "assignedTo", "classification", "customTags", "description", "determination", "displayName", "severity",
        "resolvingComment", "status", "summary",
    ]

    /// Reads the body of the Defender API's PATCH, defender-api.md B3.
    ///
    /// - Throws: ``APIFailure`` 400 `InvalidRequestBody` or `InvalidInput`.
    init(xdr body: RequestBodyReader, refusesUnknownMembers: Bool) throws {
        self.init()
        try body.check(known: Self.xdrMembers, refusesUnknown: refusesUnknownMembers)
        try setShared(body, statuses: [.active, .resolved, .inProgress, .redirected])
        customTags = try body.texts("tags")
        if let text = try body.text("comment"), !text.isEmpty { comment = text }
    }

    /// Reads the body of Graph's PATCH, C3.
    ///
    /// - Throws: ``APIFailure`` 400 `BadRequest`.
    init(graph body: RequestBodyReader, refusesUnknownMembers: Bool) throws {
        self.init()
        try body.check(known: Self.graphMembers, refusesUnknown: refusesUnknownMembers)
        try setShared(body, statuses: [.active, .resolved, .inProgress, .redirected, .awaitingAction])
        customTags = try body.texts("customTags")
        description = try body.removableText("description")
        summary = try body.removableText("summary")
        resolvingComment = try body.removableText("resolvingComment")
        if let name = try body.text("displayName") {
            guard !name.isEmpty else {
                throw SecurityFailure.value("The member 'displayName' must not be empty.", on: body.surface)
            }
            displayName = .set(name)
        }
        if let word = try body.word("severity", DefenderAPI.AlertSeverity.self) {
            severity = .set(TenantStore.AlertSeverity(rawValue: word))
        }
    }

    private mutating func setShared(_ body: RequestBodyReader, statuses: [DefenderAPI.IncidentStatus]) throws {
        if let word = try body.word("status", DefenderAPI.IncidentStatus.self, allowed: statuses) {
            status = .set(TenantStore.IncidentStatus(rawValue: word))
        }
        if let word = try body.word("classification", DefenderAPI.AlertClassification.self) {
            classification = .set(TenantStore.AlertClassification(rawValue: word))
        }
        if let word = try body.word("determination", DefenderAPI.AlertDetermination.self) {
            determination = .set(TenantStore.AlertDetermination(rawValue: word))
        }
        assignedTo = try body.removableText("assignedTo")
    }
}

extension AlertChanges {
    static let graphMembers = ["status", "assignedTo", "classification", "determination", "customDetails"]

    /// Reads the body of Graph's PATCH of an alert, C3.
    ///
    /// - Throws: ``APIFailure`` 400 `BadRequest`.
    init(graph body: RequestBodyReader, refusesUnknownMembers: Bool) throws {
        self.init()
        try body.check(known: Self.graphMembers, refusesUnknown: refusesUnknownMembers)
        let statuses: [DefenderAPI.AlertStatus] = [.new, .inProgress, .resolved]
        if let word = try body.word("status", DefenderAPI.AlertStatus.self, allowed: statuses) {
            status = .set(TenantStore.AlertStatus(rawValue: word))
        }
        if let word = try body.word("classification", DefenderAPI.AlertClassification.self) {
            classification = .set(TenantStore.AlertClassification(rawValue: word))
        }
        if let word = try body.word("determination", DefenderAPI.AlertDetermination.self) {
            determination = .set(TenantStore.AlertDetermination(rawValue: word))
        }
        assignedTo = try body.removableText("assignedTo")
        switch body.member("customDetails") {
        case nil: break
        case .null: customDetails = .set(nil)
        case .object(let members): customDetails = .set(JSONTree.object(members).text)
        default: throw SecurityFailure.body("The member 'customDetails' must be an object.", on: body.surface)
        }
    }
}
