public import HTTPTypes

extension HTTPField.Name {
    /// `client-request-id`: chosen by the caller, echoed by the services when asked.
    public static let clientRequestID = HTTPField.Name(constant: "client-request-id")

    /// `return-client-request-id`: asks for the echo.
    public static let returnClientRequestID = HTTPField.Name(constant: "return-client-request-id")

    /// `request-id`: chosen by Graph for one exchange.
    public static let requestID = HTTPField.Name(constant: "request-id")

    /// `x-ms-request-id`: chosen by Entra ID for one exchange, equal to its trace ID.
    public static let msRequestID = HTTPField.Name(constant: "x-ms-request-id")

    /// `ConsistencyLevel`: `eventual` for advanced queries of Graph.
    public static let consistencyLevel = HTTPField.Name(constant: "ConsistencyLevel")

    /// A name that stands in our own source.
    ///
    /// - Precondition: The text is a token, RFC 9110 §5.6.2.
    package init(constant text: StaticString) {
        guard let name = HTTPField.Name(text.description) else { preconditionFailure("\(text) is no field name.") }
        self = name
    }
}
