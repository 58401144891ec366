import Foundation

/// How long tokens live; identity.md B.8.
enum TokenLifetime {
    /// `iat` and `nbf` lie this far in the past, for validators whose clock is behind.
    static let clockAllowance: TimeInterval = 300
    static let idToken: TimeInterval = 3600
    static let code: TimeInterval = 600
    static let deviceCode: TimeInterval = 900
    static let refreshToken: TimeInterval = 90 * 86_400
    static let refreshTokenOfSPA: TimeInterval = 86_400
    static let session: TimeInterval = 86_400
    /// A form that nobody submitted.
    static let pendingForm: TimeInterval = 1800

    /// 60 to 90 minutes, spread so that the tokens of many clients do not end together.
    static func accessToken(_ random: Double) -> Int64 { 3600 + Int64((random * 1800).rounded(.down)) - 1 }

    /// 20 to 28 hours for a client that can be challenged, at a resource that challenges.
    static func challengeableAccessToken(_ random: Double) -> Int64 { 72_000 + Int64((random * 28_800).rounded(.down)) }
}
