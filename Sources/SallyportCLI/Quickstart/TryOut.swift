import DefenderAPI
import EntraIdentity
import Foundation
import ServiceCore

/// What every context does once it has a credential: get a token and look at it, list incidents, hunt.
struct TryOut: Sendable {
    let access: ServiceAccess
    let recorder: StepRecorder

    /// What a token must say.
    struct Expectation: Sendable {
        var tenantID: String
        var clientID: String
        /// `roles` for an application, `scp` for a user.
        var permissions: Set<String>
        var isAppOnly: Bool
        /// The user who signed in.
        var username: String?
        /// `appidacr`: 0 public, 1 secret, 2 certificate.
        var authentication: String?
    }

    /// Counts by program: every recording and every storyline has processes.
    static let query = "DeviceProcessEvents | summarize Events = count() by FileName"

    /// Runs the three steps.
    ///
    /// - Parameters:
    ///   - how: How the caller signed in, for the names of the steps.
    ///   - tenantID: The tenant to ask, when it is not the credential's own.
    func run(
        _ how: String, credential: any TokenCredential, tenantID: String? = nil, expecting expectation: Expectation
    ) async throws {
        let scopes = access.cloud.defaultScopes(of: .graph)
        try await recorder.step("token by \(how)") {
            let token = try await credential.token(
                for: TokenRequestContext(scopes: scopes, tenantID: tenantID))
            return ((), try Self.check(token, expectation, now: access.context.time.now))
        }
        let graph = GraphSecurityClient(
            cloud: access.cloud, pipeline: access.pipeline(credential, tenantID: tenantID))
        let defender = DefenderClient(cloud: access.cloud, pipeline: access.pipeline(credential, tenantID: tenantID))
        try await recorder.step("incidents") { ((), try await Self.incidents(graph, defender)) }
        try await recorder.step("hunting") { ((), try await Self.hunt(graph, defender)) }
    }

    /// Compares the claims with what was granted.
    static func check(_ token: AccessToken, _ expectation: Expectation, now: Date) throws -> String {
        guard let claims = AccessTokenClaims(unvalidated: token.token.reveal) else {
            throw wrong("is no JWT")
        }
        guard claims.tenantID.lowercased() == expectation.tenantID.lowercased() else {
            throw wrong("is of tenant \(claims.tenantID), not \(expectation.tenantID)")
        }
        guard claims.clientID?.lowercased() == expectation.clientID.lowercased() else {
            throw wrong("is of another application")
        }
        guard claims.isAppOnly == expectation.isAppOnly else {
            throw wrong(expectation.isAppOnly ? "acts for a user" : "acts for no user")
        }
        if let wanted = expectation.authentication, claims.appAuthentication != wanted {
            throw wrong("says that the application proved itself by \(claims.appAuthentication ?? "nothing")")
        }
        if let user = expectation.username, claims.username?.lowercased() != user.lowercased() {
            throw wrong("is of the user \(claims.username ?? "none")")
        }
        let granted = expectation.isAppOnly ? claims.roleSet : claims.scopes
        let missing = expectation.permissions.subtracting(granted)
        guard missing.isEmpty else { throw wrong("lacks \(missing.sorted().joined(separator: ", "))") }
        let life = max(0, Int(token.expiresOn.timeIntervalSince(now) / 60))
        let name = expectation.isAppOnly ? "roles" : "scp"
        return "\(claims.audience.values.joined()), \(name) "
            + expectation.permissions.sorted().joined(separator: " ") + ", \(life) min"
    }

    private static func incidents(
        _ graph: GraphSecurityClient, _ defender: DefenderClient
    ) async throws -> String {
        var fromGraph: [SecurityIncident] = []
        for try await incident in graph.incidents.list() { fromGraph.append(incident) }
        var fromDefender = 0
        for try await _ in defender.incidents.list() { fromDefender += 1 }
        guard let first = fromGraph.max(by: { Self.rank($0) < Self.rank($1) }), fromDefender > 0 else {
            throw CommandError(
                .checkFailed, what: "there is no incident", why: "the detections raised none over the telemetry",
                remedy: "import a recording with an attack")
        }
        return
            "\(fromGraph.count) by Graph, \(fromDefender) by the Defender API, for example \"\(first.displayName ?? first.id)\""
    }

    /// The place of an incident's severity, the gravest highest.
    static func rank(_ incident: SecurityIncident) -> Int {
        [AlertSeverity.informational, .low, .medium, .high].firstIndex(of: incident.severity) ?? -1
    }

    private static func hunt(_ graph: GraphSecurityClient, _ defender: DefenderClient) async throws -> String {
        let fromGraph = try await graph.hunting.run(query)
        let fromDefender = try await defender.hunting.run(query)
        // The query does not order its rows, so neither does the comparison.
        guard !fromGraph.rows.isEmpty, Set(fromGraph.rows) == Set(fromDefender.rows) else {
            throw CommandError(
                .checkFailed, what: "hunting found \(fromGraph.rows.count) and \(fromDefender.rows.count) rows",
                why: "both APIs should find the same", remedy: "repeat with --debug")
        }
        let counts = (0..<fromGraph.rows.count).map { row in
            (
                name: fromGraph.value(row: row, column: "FileName")?.string ?? "",
                events: fromGraph.value(row: row, column: "Events")?.integer ?? 0
            )
        }
        let most = counts.sorted { ($1.events, $0.name) < ($0.events, $1.name) }.prefix(3)
        return "\(counts.count) programs, most often "
            + most.map { "\($0.name) (\($0.events))" }.joined(separator: ", ")
    }

    private static func wrong(_ why: String) -> CommandError {
        CommandError(
            .checkFailed, what: "the token is not as it should be", why: "it " + why,
            remedy: "compare permissions and consent with `sally app show`")
    }
}
