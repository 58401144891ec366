import Foundation
public import ServiceCore

/// What every ``TokenCredential`` must do.
public enum TokenCredentialContract: String, Sendable, CaseIterable {
    /// A token lives at least 300 seconds longer.
    case tokenIsFresh
    /// Asking again gives the same token, from the cache.
    case asksOnce
    /// Concurrent callers get one token.
    case sharesOneRequest
    /// No token shows in a description.
    case hidesToken
    /// A cancelled caller gets `CancellationError`.
    case cancellationPasses

    /// Checks a case on a new credential.
    ///
    /// - Parameters:
    ///   - context: Something that the credential can serve.
    ///   - time: The clock of the credential.
    /// - Throws: ``ContractViolation``; what the credential throws.
    public func check(
        _ credential: any TokenCredential, _ context: TokenRequestContext, time: any TimeSource
    ) async throws {
        switch self {
        case .tokenIsFresh:
            let token = try await credential.token(for: context)
            let life = token.expiresOn.timeIntervalSince(time.now)
            try ContractViolation.require(life >= 300, "The token lives \(life) seconds.")
        case .asksOnce:
            let first = try await credential.token(for: context)
            let second = try await credential.token(for: context)
            try ContractViolation.require(first.token == second.token, "The second token is another one.")
        case .sharesOneRequest:
            let tokens = try await (0..<8).concurrentMap(width: 8) { _ in try await credential.token(for: context) }
            try ContractViolation.require(Set(tokens.map(\.token)).count == 1, "Concurrent callers got several tokens.")
        case .hidesToken:
            let token = try await credential.token(for: context)
            var dumped = ""
            dump(token, to: &dumped)
            dump(credential, to: &dumped)
            dumped += String(describing: token) + String(reflecting: token)
            try ContractViolation.require(!dumped.contains(token.token.reveal), "A description shows the token.")
        case .cancellationPasses:
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await credential.token(for: context)
            }
            do {
                _ = try await task.value
                throw ContractViolation("A cancelled caller got a token.")
            } catch is CancellationError {}
        }
    }
}
