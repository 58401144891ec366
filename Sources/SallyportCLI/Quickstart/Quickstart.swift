import EntraIdentity
import Foundation
import HuntingStore
import MicrosoftGraph
import ServiceCore

/// The main job on a local tenant: in each context from registration to incidents and hunting.
struct Quickstart: Sendable {
    let tenant: LocalTenant
    let world: LocalWorld
    let access: ServiceAccess
    let recorder: StepRecorder
    /// Recordings to import; none means a generated storyline.
    let recordings: [URL]

    var context: CommandContext { access.context }

    /// What the applications are for.
    static let purposes = ["incidents", "hunting"]

    /// Where the browser is sent back to; nobody needs to listen, the browser stops there.
    static let redirectURI = "http://localhost/quickstart"

    init(tenant: LocalTenant, recordings: [URL], recorder: StepRecorder, in context: CommandContext) async throws {
        self.tenant = tenant
        self.recordings = recordings
        self.recorder = recorder
        world = try await LocalWorld.read(state: tenant.state, in: context)
        access = try ServiceAccess(local: tenant, in: context)
    }

    /// Runs the three contexts.
    func run() async throws {
        let customers = world.customers
        guard let partner = world.partner, customers.count >= 2 else {
            throw CommandError(
                .notFound, what: "the quickstart cannot run on this state",
                why: "it needs a partner tenant and two customers", remedy: "use another --state folder")
        }
        try await recorder.context("application") {
            try await prepare()
            try await applicationContext(in: customers[0])
        }
        try await recorder.context("user") { try await userContext(in: customers[0]) }
        try await recorder.context("partner") {
            try await partnerContext(partner, customers: Array(customers.prefix(2)))
        }
    }

    /// Telemetry for both customers, so that each has incidents of its own.
    private func prepare() async throws {
        try await recorder.step("local tenant") {
            ((), "\(tenant.url), \(world.tenants.count) tenants: " + world.tenants.map(\.name).joined(separator: ", "))
        }
        try await recorder.step("telemetry") {
            let detail = try await TelemetryIngest.withState(tenant.state, in: context) { ingest in
                var parts: [String] = []
                for (number, customer) in world.customers.enumerated() {
                    guard let id = UUID(uuidString: customer.id) else { continue }
                    if number == 0, !recordings.isEmpty {
                        let outcome = try await ingest.importFiles(recordings, tenant: id, shiftsToNow: true)
                        if let failure = outcome.failures.first { throw failure.error }
                        let summary = outcome.summary
                        let events = summary.files.reduce(0) { $0 + $1.events }
                        parts.append("\(customer.name): \(events) events of \(summary.files.count) recordings")
                    } else {
                        let rows = try await ingest.generate(seed: SampleData.seed(number), tenant: id)
                        parts.append("\(customer.name): " + (rows == 0 ? "there already" : "\(rows) rows generated"))
                    }
                }
                return parts.joined(separator: "; ")
            }
            return ((), detail)
        }
    }

    /// Registers an application anew, so that each run shows the whole way: an older one of the name is removed.
    func register(
        _ name: String, _ kind: AppCreate.Context, in tenant: LocalWorld.Tenant, permissions: [PermissionWish],
        redirectURIs: [String]
    ) async throws -> (RegisteredApplication, ApplicationRegistration) {
        let registration = ApplicationRegistration(session: try DirectorySession.open(access, in: tenant))
        return try await recorder.step("register") {
            if let old = try await registration.find(named: name)?.id {
                try await registration.session.graph.applications.delete(old)
            }
            let application = try await registration.carryOut(
                ApplicationRegistration.Wish(
                    name: name, context: kind, permissions: permissions, redirectURIs: redirectURIs,
                    makesSecret: false, grantsConsent: false))
            let wanted = permissions.map { "\($0.resource.displayName)/\($0.permission.value)" }
            return (
                (application, registration),
                "\"\(name)\" in \(tenant.name), client ID \(application.clientID), asks for "
                    + wanted.joined(separator: ", ")
            )
        }
    }

    /// The permissions of Microsoft Graph among the wishes, as tokens for Graph carry them.
    static func graphValues(_ wishes: [PermissionWish]) -> Set<String> {
        let openID: Set<String> = ["openid", "profile", "email", "offline_access"]
        return Set(
            wishes.filter { $0.resource.appID == ResourceApplication.microsoftGraph.appID }
                .map(\.permission.value).filter { !openID.contains($0) })
    }
}
