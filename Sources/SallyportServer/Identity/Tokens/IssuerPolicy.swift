import Foundation

/// How issuers are spelt, and which ones a token of ours may carry; identity.md A.4.
struct IssuerPolicy: Sendable {
    let hosts: HostDirectory
    let formV1: ServerOptions.IssuerFormV1

    static let originalHostV1 = "sts.windows.net"

    /// The issuer of v2.0 tokens, `https://{host}/{tid}/v2.0`; `{tenantid}` stands where no tenant is known.
    func issuerV2(authority: Authority, tenant: String) -> String { "\(authority.origin)/\(tenant)/v2.0" }

    /// The issuer of v1.0 tokens, with its final slash.
    func issuerV1(authority: Authority, tenant: String) -> String {
        let usesOriginal = formV1 == .original || hosts.isCloudHost(authority.host)
        guard usesOriginal else { return "\(authority.origin)/\(tenant)/" }
        // China has a host of its own for this.
        let host = authority.host.hasSuffix(".cn") ? "sts.chinacloudapi.cn" : Self.originalHostV1
        return "https://\(host)/\(tenant)/"
    }

    /// Whether a token of this tenant and version may name this issuer, under any name this server answers to.
    func accepts(issuer: String, tenantID: UUID, version: String) -> Bool {
        guard issuer.hasPrefix("https://") else { return false }
        let rest = issuer.dropFirst("https://".count)
        guard let slash = rest.firstIndex(of: "/"), let authority = Authority(parsing: rest[..<slash]),
            hosts.meaning(of: authority.host) != nil
        else { return false }
        let path = version == "2.0" ? "/\(tenantID.lowercaseText)/v2.0" : "/\(tenantID.lowercaseText)/"
        return rest[slash...] == path
    }
}
