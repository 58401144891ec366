import Foundation
import Testing

@testable import DefenderAPI

@Suite("Spellings of one member in several APIs")
struct ServiceTermTests {
    @Test(
        "Determinations of the update page, the incident page and Graph's metadata",
        arguments: [
            ("NotAvailable", "unknown", "NotAvailable"),
            ("MultiStagedAttack", "multiStagedAttack", "MultiStagedAttack"),
            ("CompromisedUser", "compromisedAccount", "CompromisedAccount"),
            ("compromisedAccount", "compromisedAccount", "CompromisedAccount"),
            ("Clean", "notMalicious", "Clean"),
            ("NotMalicious", "notMalicious", "Clean"),
            ("NoEnoughDataToValidate", "notEnoughDataToValidate", "NoEnoughDataToValidate"),
            ("NotEnoughDataToValidate", "notEnoughDataToValidate", "NoEnoughDataToValidate"),
            ("InsufficientData", "notEnoughDataToValidate", "NoEnoughDataToValidate"),
            ("ConfirmedUserActivity", "confirmedActivity", "ConfirmedActivity"),
            ("CONFIRMEDACTIVITY", "confirmedActivity", "ConfirmedActivity"),
            ("Apt", "apt", "Apt"),
            ("LineOfBusinessApplication", "lineOfBusinessApplication", "LineOfBusinessApplication"),
        ]
    )
    func everySpellingIsRead(spelling: String, graph: String, xdr: String) throws {
        let value = try #require(AlertDetermination(anySpelling: spelling))
        #expect(value.graphName == graph)
        #expect(value.xdrName == xdr)
        #expect(AlertDetermination(rawValue: spelling) == value)
    }

    @Test(arguments: ["", "Evil", "truePositve", "2"])
    func aSpellingOfNoAPIIsNone(spelling: String) {
        #expect(AlertClassification(anySpelling: spelling) == nil)
        #expect(!AlertClassification(rawValue: spelling).isKnown)
        #expect(AlertClassification(rawValue: spelling).graphName == spelling)
    }

    @Test
    func equalityIsOfTheMemberNotOfTheText() {
        #expect(IncidentStatus(rawValue: "InProgress") == .inProgress)
        #expect(!(IncidentStatus(rawValue: "InProgress") != .inProgress))
        #expect(IncidentStatus(rawValue: "InProgress") != .active)
        #expect(Set([IncidentStatus(rawValue: "InProgress"), .inProgress]).count == 1)
        #expect(IncidentStatus(rawValue: "InProgress").rawValue == "InProgress")
        #expect(AlertSeverity(rawValue: "UnSpecified") == .unknown)
        #expect(XDREntityType(rawValue: "Mailbox") == .mailBox)
        #expect(XDREntityType(rawValue: "CloudLogonRequest") != XDREntityType(rawValue: "Other"))
    }

    @Test
    func membersBehindUnknownFutureValueAreHidden() {
        #expect(IncidentStatus.awaitingAction.isHiddenByDefault)
        #expect(ServiceSource.microsoftSentinel.isHiddenByDefault)
        #expect(EvidenceRemediationStatus.partiallyRemediated.isHiddenByDefault)
        #expect(!IncidentStatus.redirected.isHiddenByDefault)
    }

    @Test
    func productsOfOldAndNewNamesAreOne() {
        #expect(ServiceSource(anySpelling: "MicrosoftDefenderATP") == .microsoftDefenderForEndpoint)
        #expect(ServiceSource(anySpelling: "OfficeATP") == .microsoftDefenderForOffice365)
        #expect(DetectionSource.microsoftDefenderForEndpoint.xdrName == "WindowsDefenderAtp")
    }
}
