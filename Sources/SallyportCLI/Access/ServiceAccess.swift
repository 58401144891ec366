import Foundation
import ServiceCore

/// Where the services are for this run, and how to reach them.
struct ServiceAccess: Sendable {
    let cloud: Cloud
    /// The local tenant, when that is where the services are.
    let localTenant: LocalTenant?
    let transport: any HTTPTransport
    let context: CommandContext

    /// Decides between the local tenant and a cloud.
    ///
    /// `--cloud` and its kin decide. Without them a state folder that was named means the local tenant in it, a profile
    /// of the configuration means the global cloud, and else a local tenant that runs is taken before the global cloud.
    /// A profile that is to be made says nothing yet, so it is no reason to send a local application's secret abroad.
    static func resolve(in context: CommandContext) throws -> ServiceAccess {
        let settings = context.settings
        if let chosen = settings.cloudName {
            if chosen.value.lowercased() == "local" {
                return try ServiceAccess(local: .required(at: settings.localState.value), in: context)
            }
            guard let cloud = Cloud.named(chosen.value) else {
                let known = (Cloud.builtIn.map(\.name) + ["local"]).joined(separator: ", ")
                throw CommandError(
                    .badConfiguration,
                    what: "cannot use the cloud \"\(TerminalText.escaped(chosen.value))\" of \(chosen.source)",
                    why: "it is unknown", remedy: "choose one of \(known)", status: .usage)
            }
            return try ServiceAccess(cloud: cloud, in: context)
        }
        if settings.localState.source != "default" {
            return try ServiceAccess(local: .required(at: settings.localState.value), in: context)
        }
        let isProfileKnown = settings.profileName.map { context.configuration.profiles[$0] != nil } ?? false
        if !isProfileKnown, let tenant = LocalTenant.running(at: settings.localState.value) {
            context.output.detail("using the local tenant at \(tenant.url); --cloud global chooses another")
            return try ServiceAccess(local: tenant, in: context)
        }
        return try ServiceAccess(cloud: .global, in: context)
    }

    /// The services of a cloud.
    init(cloud: Cloud, in context: CommandContext) throws {
        self.cloud = cloud
        self.context = context
        localTenant = nil
        let direct = context.environment.first("NO_PROXY", "no_proxy")?.value ?? ""
        transport = try context.transports.transport(
            ConnectionOptions(
                trustedFile: context.settings.caFile?.value, proxy: context.settings.proxy?.value,
                withoutProxy: direct.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }))
    }

    /// The services of a local tenant, reached directly and with its CA trusted.
    init(local tenant: LocalTenant, in context: CommandContext) throws {
        cloud = tenant.cloud
        self.context = context
        localTenant = tenant
        transport = try context.transports.transport(ConnectionOptions(trustedFile: tenant.authorityFile))
    }

    /// What requests with this credential go through.
    func pipeline(_ credential: any TokenCredential, tenantID: String? = nil) -> ServicePipeline {
        ServicePipeline(
            transport: transport, credential: credential, scopes: [], tenantID: tenantID, time: context.time,
            random: context.random, userAgent: "sally", timeout: context.settings.timeout)
    }
}
