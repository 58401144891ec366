import ArgumentParser
import Foundation
import ServiceCore

/// `sally exec`
struct ExecCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Run a program, unmodified, against the local tenant.",
        usage: "sally exec [<options>] -- PROGRAM [ARGUMENT…]",
        discussion: """
            The program gets a proxy that answers for the hosts of the Microsoft clouds, a CA to trust, and
            AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET of an application. Other hosts are refused.
            Where no local tenant runs, one is made for the program, with telemetry and incidents of the last hours.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Let the program reach other hosts too.")
    var allowInternet = false

    @Argument(parsing: .postTerminator, help: "The program and its arguments, after --.")
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("Name a program after --.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let settings = context.settings
        if let tenant = LocalTenant.running(at: settings.localState.value) {
            return try await run(on: tenant, in: context)
        }
        if settings.localState.source != "default", LocalTenant.exists(at: settings.localState.value) {
            return try await LocalServer.withServer(state: settings.localState.value, in: context) {
                try await run(on: $0, in: context)
            }
        }
        return try await LocalServer.withTemporaryServer(in: context) { tenant in
            context.output.detail("made a temporary local tenant at \(tenant.url)")
            try await SampleData(tenant: tenant, context: context).fillCustomers()
            return try await run(on: tenant, in: context)
        }
    }

    private func run(on tenant: LocalTenant, in context: CommandContext) async throws -> CommandStatus {
        if let identity = try profileIdentity(in: context) {
            return try await programRun(tenant, identity, context).run()
        }
        let world = try await LocalWorld.read(state: tenant.state, in: context)
        // AZURE_TENANT_ID of our own environment means a tenant elsewhere; only what is said to us counts here.
        let named = context.settings.tenant.flatMap { $0.source == "AZURE_TENANT_ID" ? nil : $0.value }
        let access = try ServiceAccess(local: tenant, in: context)
        return try await DefaultApplication(access: access)
            .withIdentity(in: world.required(named, fallback: { $0.customers.first })) { identity in
                try await programRun(tenant, identity, context).run()
            }
    }

    private func programRun(
        _ tenant: LocalTenant, _ identity: ChildEnvironment.Identity, _ context: CommandContext
    ) -> ProgramRun {
        ProgramRun(
            tenant: tenant, identity: identity, command: command, allowsInternet: allowInternet, context: context)
    }

    /// The application of the profile, when one was named and is an application.
    private func profileIdentity(in context: CommandContext) throws -> ChildEnvironment.Identity? {
        let profile = context.settings.profile
        guard context.settings.profileName != nil, let client = profile.client, let tenant = profile.tenant else {
            return nil
        }
        guard profile.secretFile != nil || profile.certificate != nil else {
            throw CommandError(
                .signInNeeded, what: "cannot hand the profile \(context.settings.profileName ?? "") to the program",
                why: "it names neither a secret file nor a certificate",
                remedy: "add secret-file: or certificate: to it, or leave --profile out", status: .signInNeeded)
        }
        let secret = try profile.secretFile.map { try InputFile.secret(context.paths.resolve($0)) }
        return ChildEnvironment.Identity(
            tenantID: tenant, clientID: client, secret: secret?.reveal,
            certificatePath: profile.certificate.map { context.paths.resolve($0).path })
    }
}
