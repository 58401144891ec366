import Foundation
import ServiceCore

/// What the wire form of an object needs beside its record: whose it is, and where its pages are.
struct WireOrigin: Sendable {
    let tenantID: UUID

    /// `https://host` of the portal that links lead to.
    let portal: String

    /// Whether Graph's members behind `unknownFutureValue` are shown: `Prefer: include-unknown-enum-members`.
    var showsHiddenMembers = false

    /// - Parameter authority: The host that the caller asked: links stay in its cloud, or on this machine.
    init(tenantID: UUID, authority: Authority, showsHiddenMembers: Bool = false) {
        self.tenantID = tenantID
        let cloud = Cloud.builtIn.first { $0.allHosts.contains(authority.host) }
        portal = cloud.map { "https://\($0.portalHost)" } ?? authority.origin + "/portal"
        self.showsHiddenMembers = showsHiddenMembers
    }

    private var tenantQuery: String { "?tid=" + tenantID.lowercaseText }

    /// The incident's page as the Defender API links it.
    func incidentURI(_ id: Int64) -> String { "\(portal)/incidents/\(id)\(tenantQuery)" }

    /// The incident's page as Graph links it.
    func incidentWebURL(_ id: Int64) -> String { "\(portal)/incident2/\(id)/overview\(tenantQuery)" }

    /// The alert's page.
    func alertWebURL(_ id: String) -> String {
        "\(portal)/alerts/\(FormEncoding.percentEncoded(id))\(tenantQuery)"
    }
}
