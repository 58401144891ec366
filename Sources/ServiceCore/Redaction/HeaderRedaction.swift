public import HTTPTypes

/// Header fields as they may be logged.
public enum HeaderRedaction {
    /// Names whose values are credentials or sessions.
    public static let secretNames: Set<HTTPField.Name> = {
        let more = ["X-IDENTITY-HEADER", "Secret", "X-Api-Key", "Authentication-Info", "X-AnchorMailbox"]
        return Set([.authorization, .proxyAuthorization, .cookie, .setCookie] + more.compactMap { HTTPField.Name($0) })
    }()

    /// The same fields in the same order, where each secret value is `<redacted>`.
    public static func redacted(_ fields: HTTPFields) -> HTTPFields {
        var result = HTTPFields()
        for field in fields {
            let isSecret = secretNames.contains(field.name)
            result.append(HTTPField(name: field.name, value: isSecret ? "<redacted>" : field.value))
        }
        return result
    }
}
