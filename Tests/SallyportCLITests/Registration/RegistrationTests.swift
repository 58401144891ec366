import Foundation
import ServiceCore
import Testing

@testable import SallyportCLI

@Suite("Permissions of an application by purpose and by name, design 13")
struct PermissionWishTests {
    private func names(_ wishes: [PermissionWish]) -> [String] {
        wishes.map { "\($0.resource.displayName)/\($0.permission.value)" }
    }

    @Test func nothingNamedMeansIncidentsAndHunting() throws {
        let wishes = try PermissionWish.list(purposes: [], permissions: [], kind: .appRole)
        #expect(
            names(wishes) == [
                "Microsoft Graph/SecurityIncident.Read.All", "Microsoft Threat Protection/Incident.Read.All",
                "Microsoft Graph/ThreatHunting.Read.All", "Microsoft Threat Protection/AdvancedHunting.Read.All",
                "WindowsDefenderATP/AdvancedQuery.Read.All",
            ])
        #expect(wishes.allSatisfy { $0.permission.kind == .appRole })
    }

    @Test func theUserContextSignsInToo() throws {
        let wishes = names(try PermissionWish.list(purposes: ["incidents"], permissions: [], kind: .scope))
        #expect(wishes.contains("Microsoft Threat Protection/Incident.Read"))
        #expect(wishes.contains("Microsoft Graph/User.Read"))
        #expect(wishes.contains("Microsoft Graph/offline_access"))
    }

    @Test func namedPermissionsAreTakenAloneAndOnce() throws {
        let wishes = try PermissionWish.list(
            purposes: [], permissions: ["User.Read", "graph/User.Read", "xdr/Incident.Read", "mde/Alert.Read"],
            kind: .scope)
        #expect(
            names(wishes) == [
                "Microsoft Graph/User.Read", "Microsoft Threat Protection/Incident.Read",
                "WindowsDefenderATP/Alert.Read",
            ])
    }

    @Test(arguments: [
        "https://api.security.microsoft.com/Incident.Read.All",
        "8ee8fdad-f234-4243-8f3b-15c294843740/Incident.Read.All",
        "Microsoft Threat Protection/incident.read.all", "MTP/Incident.Read.All",
    ])
    func aResourceHasManyNames(text: String) throws {
        let wishes = try PermissionWish.list(purposes: [], permissions: [text], kind: .appRole)
        #expect(names(wishes) == ["Microsoft Threat Protection/Incident.Read.All"])
    }

    @Test(arguments: [
        ("Incident.Read.All", "did you mean SecurityIncident.Read.All"), ("xdr/Incident.Raed.All", "Incident.Read.All"),
        ("nowhere/User.Read", "no API is called"), ("", "no app role of that name"),
    ])
    func unknownNamesAreUsageWithAHint(text: String, hint: String) throws {
        let error = try #require(throws: CommandError.self) {
            try PermissionWish.list(purposes: [], permissions: [text], kind: .appRole)
        }
        #expect(error.status == .usage)
        #expect(error.description.contains(hint) || hint.hasPrefix("did you mean S"))
    }
}

@Suite("Certificates in PEM, RFC 7468")
struct PEMTests {
    @Test func theFirstCertificateIsFoundBehindAKey() throws {
        let made = try SelfSignedCertificate.make(name: "t", now: StillTime().now, days: 1, serial: [1, 2])
        #expect(PEM.certificate(in: made.pem) == made.certificate)
    }

    @Test(arguments: [
        "", "-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    ])
    func isNone(text: String) {
        #expect(PEM.certificate(in: text) == nil)
    }
}

@Suite("Waiting for replication, identity.md D.6")
struct ReplicationTests {
    @Test func passesOverNotFoundUntilItIsThere() async throws {
        var left = 3
        let result = try await Replication(time: StillTime()).settle { () throws -> String in
            left -= 1
            if left > 0 { throw APIError(code: .requestResourceNotFound, message: "not yet") }
            return "there"
        }
        #expect(result == "there")
    }

    @Test func givesUpInTheEndWithTheServicesOwnError() async {
        let error = await #expect(throws: APIError.self) {
            try await Replication(time: StillTime()).settle {
                throw APIError(code: .requestResourceNotFound, message: "m")
            }
        }
        #expect(error?.code == .requestResourceNotFound)
    }

    @Test func otherFailuresAreThrownAtOnce() async {
        var count = 0
        await #expect(throws: APIError.self) {
            try await Replication(time: StillTime()).settle {
                count += 1
                throw APIError(code: .forbidden, message: "m")
            }
        }
        #expect(count == 1)
    }
}
