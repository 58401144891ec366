import DefenderAPI
import Foundation
import ServiceCore

extension Checkup {
    /// One call for each purpose that has one, on both APIs.
    mutating func calls(_ credential: any TokenCredential) async throws {
        let graph = GraphSecurityClient(cloud: access.cloud, pipeline: access.pipeline(credential))
        let defender = DefenderClient(cloud: access.cloud, pipeline: access.pipeline(credential))
        let names = Set(purposes.map(\.name))
        if !names.isDisjoint(with: ["incidents", "incidents-write"]) {
            try await call("call: incidents by Graph") {
                for try await incident in graph.incidents.list(ODataQuery(top: 1)) { return "incident \(incident.id)" }
                return "none yet"
            }
            if !access.cloud.defenderHost.isEmpty {
                try await call("call: incidents by the Defender API") {
                    for try await incident in defender.incidents.list(ODataQuery(top: 1)) {
                        return "incident \(incident.incidentID)"
                    }
                    return "none yet"
                }
            }
        }
        if names.contains("hunting") {
            try await call("call: hunting by Graph") { "\(try await graph.hunting.run("print 1").rows.count) row" }
        }
    }

    private mutating func call(_ name: String, _ body: () async throws -> String) async throws {
        do {
            pass(name, TerminalText.escaped(try await body()))
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = Failure(error)
            let ids = failure.identifiers.isEmpty ? "" : " (" + failure.identifiers.joined(separator: ", ") + ")"
            fail(
                name, failure.message + ids,
                remedy: failure.remedy.isEmpty ? "see the checks above" : failure.remedy,
                isSignIn: failure.status == .signInNeeded)
        }
    }
}
