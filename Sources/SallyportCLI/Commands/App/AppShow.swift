import ArgumentParser
import Foundation
import MicrosoftGraph
import ServiceCore

/// `sally app show`
struct AppShow: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an application with its permissions, consents and credentials.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    /// The parts of an application that lie in different places of the directory.
    struct Report: Encodable {
        var application: Application?
        var servicePrincipal: ServicePrincipal?
        var appRoleAssignments: [AppRoleAssignment]
        var oauth2PermissionGrants: [OAuth2PermissionGrant]
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let session = try await DirectorySession.open(ServiceAccess.resolve(in: context), actingAs: acting.user)
        let report = try await Self.report(on: clientID.text, session: session)
        try context.output.one(report, fields: Self.fields(of: report))
        return .ok
    }

    static func report(on clientID: String, session: DirectorySession) async throws -> Report {
        let graph = session.graph
        var report = Report(
            application: try await graph.applications.find(appID: clientID),
            servicePrincipal: try await graph.servicePrincipals.find(appID: clientID),
            appRoleAssignments: [], oauth2PermissionGrants: [])
        guard report.application != nil || report.servicePrincipal != nil else {
            throw CommandError(
                .notFound, what: "there is no application \(clientID) in tenant \(session.tenantID)",
                why: "neither a registration nor a service principal has that client ID",
                remedy: "see `sally app list --tenant \(session.tenantID)`")
        }
        if let principalID = report.servicePrincipal?.id {
            for try await assignment in graph.appRoleAssignments.list(ofPrincipal: principalID) {
                report.appRoleAssignments.append(assignment)
            }
            for try await grant in graph.oauth2PermissionGrants.list(ofClient: principalID) {
                report.oauth2PermissionGrants.append(grant)
            }
        }
        return report
    }

    private static func fields(of report: Report) -> [(title: String, text: String)] {
        let application = report.application
        let wanted = application.map(AppConsent.wishes) ?? []
        let secrets = application?.passwordCredentials ?? []
        let roles = report.appRoleAssignments.map { assignment in
            let role = UUID(uuidString: assignment.appRoleID).flatMap { id in
                ResourceApplication.all.lazy.compactMap { $0.permission(id: id)?.value }.first
            }
            return "\(assignment.resourceDisplayName ?? assignment.resourceID)/\(role ?? assignment.appRoleID)"
        }
        return [
            ("Name", application?.displayName ?? report.servicePrincipal?.displayName ?? ""),
            ("Client ID", application?.appID ?? report.servicePrincipal?.appID ?? ""),
            ("Object ID", application?.id ?? ""),
            ("Service principal", report.servicePrincipal?.id ?? "none in this tenant"),
            ("Audience", application?.signInAudience?.rawValue ?? ""),
            ("Asks for", wanted.map { "\($0.resource.displayName)/\($0.permission.value)" }.joined(separator: ", ")),
            ("App roles granted", roles.joined(separator: ", ")),
            ("Scopes granted", report.oauth2PermissionGrants.compactMap(\.scope).joined(separator: "; ")),
            ("Offers app roles", (report.servicePrincipal?.appRoles ?? []).compactMap(\.value).joined(separator: ", ")),
            (
                "Offers scopes",
                (report.servicePrincipal?.oauth2PermissionScopes ?? []).compactMap(\.value).joined(separator: ", ")
            ),
            (
                "Secrets",
                secrets.map { "\($0.hint ?? "")… until \($0.endDateTime.map(\.description) ?? "?")" }
                    .joined(separator: ", ")
            ),
            (
                "Certificates",
                (application?.keyCredentials ?? [])
                    .map { "\($0.keyID ?? "") until \($0.endDateTime.map(\.description) ?? "?")" }.joined(
                        separator: ", ")
            ),
        ]
    }
}
