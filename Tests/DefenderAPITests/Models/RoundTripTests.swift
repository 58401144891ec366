import Foundation
import Testing

@testable import DefenderAPI

/// One model with a text that holds all its members.
struct RoundTrip: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let again: @Sendable (Data) throws -> Data

    init<Model: Codable & SendableMetatype>(_ name: String, _ type: Model.Type, _ text: String) {
        self.name = name
        self.text = text
        again = { try JSONEncoder().encode(JSONDecoder().decode(type, from: $0)) }
    }

    var testDescription: String { name }

    static let all: [RoundTrip] =
        [
            RoundTrip("XDR incident", XDRIncident.self, XDRFixtures.incident),
            RoundTrip("XDR entity", XDREntity.self, XDRFixtures.entity),
            RoundTrip("XDR update", XDRIncidentUpdate.self, XDRFixtures.update),
            RoundTrip("Graph incident", SecurityIncident.self, GraphFixtures.incident),
            RoundTrip("Graph incident update", SecurityIncidentUpdate.self, GraphFixtures.incidentUpdate),
            RoundTrip("Graph alert update", SecurityAlertUpdate.self, GraphFixtures.alertUpdate),
            RoundTrip(
                "comment request", AlertCommentRequest.self,
                #"{"@odata.type": "microsoft.graph.security.alertComment", "comment": "c"}"#
            ),
            RoundTrip("hunting request", HuntingRequest.self, #"{"Query": "print 1", "Timespan": "P7D"}"#),
            RoundTrip("XDR hunting request", XDRHuntingRequest.self, #"{"Query": "print 1"}"#),
        ]
        + GraphFixtures.evidence.map { kind, members in
            RoundTrip(kind, AlertEvidence.self, GraphFixtures.evidenceText(kind, members))
        }
}

@Suite("Wire models are read and written without loss")
struct RoundTripTests {
    @Test(arguments: RoundTrip.all)
    func everyMemberSurvives(model: RoundTrip) throws {
        let before = try JSONReader.value(of: Array(model.text.utf8))
        let after = try JSONReader.value(of: [UInt8](model.again(Data(model.text.utf8))))
        #expect(after == before)
    }

    @Test
    func unknownMembersAndAbsentListsAreTaken() throws {
        let incident = try JSONDecoder().decode(XDRIncident.self, from: Data(XDRFixtures.minimalIncident.utf8))
        #expect(incident.alerts.isEmpty && incident.tags.isEmpty && incident.comments.isEmpty)
        #expect(incident.classification == .unknown)
        #expect(incident.determination == .unknown)
        #expect(incident.status.rawValue == "Archived")
        #expect(!incident.status.isKnown)
        #expect(incident.severity == .high)
        #expect(incident.lastUpdateTime.description == "2026-05-11T04:01:02.5000000Z")
    }

    @Test
    func unknownEvidenceKeepsItsMembers() throws {
        let text = GraphFixtures.evidenceText("kubernetesPodEvidence", #""name": "pod-1", "verdictOfTomorrow": 1"#)
        let evidence = try JSONDecoder().decode(AlertEvidence.self, from: Data(text.utf8))
        guard case .other(let other) = evidence.content else {
            Issue.record("expected the fallback")
            return
        }
        #expect(other.type == "kubernetesPodEvidence")
        #expect(other.members == ["name": "pod-1", "verdictOfTomorrow": 1])
        #expect(evidence.remediationStatusDetails == "half")
    }

    @Test
    func commentsAreReadInBothSpellings() throws {
        let text = #"{"comment": "c", "createdBy": "Nora", "createdTime": "2026-05-11T06:10:00Z"}"#
        let comment = try JSONDecoder().decode(AlertComment.self, from: Data(text.utf8))
        #expect(comment.createdByDisplayName == "Nora")
        #expect(comment.createdDateTime == Timestamp("2026-05-11T06:10:00Z"))
    }

    @Test
    func membersLeftOutOfAnUpdateAreNotWritten() throws {
        let body = try JSONEncoder().encode(XDRIncidentUpdate(assignedTo: ""))
        #expect(String(decoding: body, as: UTF8.self) == #"{"assignedTo":""}"#)
    }
}
