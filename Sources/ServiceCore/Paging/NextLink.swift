package import Foundation

/// `@odata.nextLink`: the address of the next page, chosen by the service.
package enum NextLink {
    /// The address, if the bearer token may go there.
    ///
    /// - Parameters:
    ///   - text: The member's value.
    ///   - base: The address of the first page.
    /// - Throws: ``APIError`` with code ``APIError/Code/foreignNextLink`` for another scheme, host or port.
    package static func url(_ text: String, sameOriginAs base: URL) throws -> URL {
        guard let url = URL(string: text, relativeTo: base)?.absoluteURL,
            url.scheme?.lowercased() == base.scheme?.lowercased(),
            url.host()?.lowercased() == base.host()?.lowercased(),
            url.port ?? 443 == base.port ?? 443
        else {
            throw APIError(
                code: .foreignNextLink,
                message: "The service named a next page on another host than \(base.host() ?? "its own").",
                remedy: "Call the host that the pages are on, for example the regional one."
            )
        }
        return url
    }
}
