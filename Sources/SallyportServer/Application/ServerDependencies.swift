import Foundation
import Logging
import ServiceCore
import TenantStore

/// What the route families share: made once by the composition root, handed to `add…Routes`.
struct ServerDependencies: Sendable {
    let options: ServerOptions
    let database: TenantDatabase
    /// The tenant's clock. Certificates of the listener follow the machine's.
    let time: any TimeSource
    let random: any RandomSource
    let hosts: HostDirectory
    let adminKey: AdminKey
    let issuers: IssuerPolicy
    let keys: KeyRing
    let logger: Logger
    /// The engine behind the hunting routes.
    var hunting = HuntingService.unavailable
}

extension ServerDependencies {
    /// Reads the keys of the state and puts everything together.
    static func make(
        options: ServerOptions, database: TenantDatabase, time: any TimeSource, random: any RandomSource,
        adminKey: AdminKey, hunting: HuntingService, logger: Logger
    ) async throws -> ServerDependencies {
        let hosts = HostDirectory(local: options.additionalHosts)
        let keys = try await SigningKeys(database: database).load(now: time.now)
        return ServerDependencies(
            options: options, database: database, time: time, random: random, hosts: hosts, adminKey: adminKey,
            issuers: IssuerPolicy(hosts: hosts, formV1: options.issuerFormV1),
            keys: KeyRing(keys: keys, active: 0), logger: logger, hunting: hunting)
    }
}
