import HTTPTypes
import ServiceCore

/// Refusals of the security routes in the words of each API; defender-api.md B9, C8, H1.
enum SecurityFailure {
    /// A query option that cannot be read, or is not supported here.
    static func query(_ message: String, on surface: Surface) -> APIFailure {
        APIFailure(.badRequest, code: surface == .graph ? "BadRequest" : "ODataError", message: message)
    }

    /// A body that is missing, malformed, or has members of the wrong type or letter case.
    static func body(_ message: String, on surface: Surface) -> APIFailure {
        APIFailure(.badRequest, code: surface == .graph ? "BadRequest" : "InvalidRequestBody", message: message)
    }

    /// A member whose value is none that it takes.
    static func value(_ message: String, on surface: Surface) -> APIFailure {
        APIFailure(.badRequest, code: surface == .graph ? "BadRequest" : "InvalidInput", message: message)
    }

    /// No such object in the caller's tenant; an object of another tenant is told the same way.
    static func absent(_ kind: String, _ id: String) -> APIFailure {
        let shown = DisplayText.clean(id, limit: 80)
        return APIFailure(.notFound, code: "ResourceNotFound", message: "\(kind) \(shown) was not found.")
    }

    /// A quota that is used up.
    static func throttled(_ exceeded: QuotaMeter.Exceeded, on surface: Surface, numericCode: Bool) -> APIFailure {
        let seconds = Int(exceeded.quota.window.inSeconds)
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let window = "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        return APIFailure(
            .tooManyRequests,
            code: surface == .defender && numericCode ? "429" : "TooManyRequests",
            message: "API calls quota exceeded! maximum allowed \(exceeded.quota.calls) per \(window)",
            headers: [.retryAfter: String(exceeded.retryAfter)]
        )
    }
}
