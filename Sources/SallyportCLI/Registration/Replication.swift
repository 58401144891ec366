import Foundation
import HTTPTypes
import ServiceCore

/// Waiting for what a directory has accepted and not yet everywhere (identity.md D.6): for some seconds it answers as if
/// the new object did not exist.
struct Replication: Sendable {
    let time: any TimeSource
    /// Two minutes in all, as the service's own tools wait.
    var delays: [Duration] = [
        .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(16), .seconds(30), .seconds(60),
    ]

    /// Repeats while the failure is one that passes by itself.
    func settle<Result>(
        _ body: () async throws -> Result, isPassing: (any Error) -> Bool = Replication.isAboutNewObject
    ) async throws -> Result {
        for delay in delays {
            do {
                return try await body()
            } catch  where isPassing(error) {
                try await time.sleep(for: delay)
            }
        }
        return try await body()
    }

    /// Not found, or a bad request that says that the object does not exist.
    static func isAboutNewObject(_ error: any Error) -> Bool {
        guard let error = error as? APIError else { return false }
        return error.status == .notFound
            || (error.status == .badRequest && error.message.localizedCaseInsensitiveContains("does not exist"))
            || error.code == .requestResourceNotFound
    }
}
