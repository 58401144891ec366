import HTTPTypes
import ServiceCore

extension HTTPField.Name {
    static let xMsClientRequestID = HTTPField.Name(constant: "x-ms-client-request-id")
    static let xMsRequestID = HTTPField.Name(constant: "x-ms-request-id")
    static let pragma = HTTPField.Name(constant: "Pragma")
    static let referrerPolicy = HTTPField.Name(constant: "Referrer-Policy")
    static let xFrameOptions = HTTPField.Name(constant: "X-Frame-Options")
    static let contentSecurityPolicyText = HTTPField.Name(constant: "Content-Security-Policy")
    static let xContentTypeOptionsText = HTTPField.Name(constant: "X-Content-Type-Options")
}
