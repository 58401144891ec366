import Foundation
import Logging
import ServiceCore
import ServiceLifecycle
import TenantStore

/// What a running server does by itself: forgets what has expired, and renews the signing key in time; H.33.
struct Housekeeping: Service {
    static let interval = Duration.seconds(3600)

    let database: TenantDatabase
    let keys: KeyRing
    /// The tenant's clock decides what is old, the machine's how long a pause is.
    let time: any TimeSource
    let machineTime: any TimeSource
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await tidy()
                } catch {
                    logger.warning("housekeeping failed", metadata: ["error.type": "\(type(of: error))"])
                }
                do { try await machineTime.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    /// One round.
    func tidy() async throws {
        try await database.removeExpired()
        let store = SigningKeys(database: database)
        if try await store.isDue(now: time.now) { try await store.rotate(now: time.now) }
        keys.replace(keys: try await store.load(now: time.now), active: 0)
    }
}
