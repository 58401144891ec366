import HTTPTypes
import ServiceCore
import TenantStore

// The codes of identity.md D.6 for what the store and the parsers refuse.
extension APIFailure {
    static func badRequest(_ message: String) -> Self {
        Self(.badRequest, code: "Request_BadRequest", message: message)
    }

    static func unsupportedQuery(_ message: String) -> Self {
        Self(.badRequest, code: "Request_UnsupportedQuery", message: message)
    }

    static func invalidIdentifier(_ text: String) -> Self {
        badRequest("Invalid object identifier '\(text.prefix(100))'.")
    }

    static func absent(_ id: String) -> Self {
        Self(
            .notFound, code: "Request_ResourceNotFound",
            message:
                "Resource '\(id.prefix(100))' does not exist or one of its queried reference-property objects are not "
                + "present.")
    }

    init(directory error: StoreError) {
        switch (error.code, error.target) {
        // A value of the body that names nothing is a wrong body; an absent object of the path is not found.
        case (.notFound, "appId"), (.notFound, "keyId"): self = .badRequest(error.message)
        case (.notFound, _): self.init(.notFound, code: "Request_ResourceNotFound", message: error.message)
        case (.conflict, "appRoleId"): self = .badRequest(error.message)
        case (.conflict, "oauth2PermissionGrant"):
            self.init(.conflict, code: "Request_MultipleObjectsWithSameKeyValue", message: error.message)
        case (.conflict, _):
            self.init(
                .badRequest, code: "Request_MultipleObjectsWithSameKeyValue",
                message: "Another object with the same value for property identifierUris or uniqueName already exists.")
        case (.enabledEntitlement, _):
            self.init(.badRequest, code: "CannotDeleteOrUpdateEnabledEntitlement", message: error.message)
        case (.unverifiedDomain, _):
            self.init(.badRequest, code: "HostNameNotOnVerifiedDomain", message: error.message)
        case (.unusableState, _):
            self.init(.internalServerError, code: "InternalServerError", message: "The directory cannot be read.")
        default: self = .badRequest(error.message)
        }
    }

    init(directory error: ParsingError) {
        self =
            error.code == .filter
            ? .badRequest("Invalid filter clause: \(error.message)") : .badRequest(error.message)
    }

    /// A body of the wrong shape; the message names the path, not the value.
    init(directory error: DecodingError) {
        let (context, problem): (DecodingError.Context, String) =
            switch error {
            case .keyNotFound(let key, let context): (context, "The property '\(key.stringValue)' is missing.")
            case .typeMismatch(_, let context): (context, "The value has the wrong type.")
            case .valueNotFound(_, let context): (context, "The value must not be null.")
            case .dataCorrupted(let context): (context, "The value is malformed.")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "The value is malformed.")
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: "/")
        self = .badRequest(
            path.isEmpty ? problem : "Invalid value specified for property '\(path)' of resource. \(problem)")
    }
}
