import ServiceCore
import Testing

@testable import SallyportServer

@Suite("Hosts of the proxy, defender-api.md A1, identity.md A.1")
struct ProxyPolicyTests {
    private func policy(internet: Bool = false) -> ProxyPolicy {
        ProxyPolicy(
            cloudHosts: Cloud.builtIn.reduce(into: []) { $0.formUnion($1.allHosts) }, allowsInternet: internet)
    }

    @Test(arguments: [
        "login.microsoftonline.com:443", "login.windows.net:443", "login.microsoft.com:443", "sts.windows.net:443",
        "login.microsoftonline.us:443", "login.usgovcloudapi.net:443", "login.partner.microsoftonline.cn:443",
        "login.chinacloudapi.cn:443", "graph.microsoft.com:443", "graph.microsoft.us:443",
        "dod-graph.microsoft.us:443", "microsoftgraph.chinacloudapi.cn:443", "api.security.microsoft.com:443",
        "api-us.security.microsoft.com:443", "eu.api.security.microsoft.com:443",
        "api.securitycenter.microsoft.com:443", "api-uk.securitycenter.microsoft.com:443",
        "api.securitycenter.windows.com:443", "api-gcc.security.microsoft.us:443",
        "api-gov.securitycenter.microsoft.us:443", "GRAPH.Microsoft.com:443", "graph.microsoft.com.:443",
    ])
    func cloudHostsAreTheLocalTenant(target: String) {
        #expect(policy().decision(method: "CONNECT", target: target) == .localTenant)
        #expect(policy(internet: true).decision(method: "CONNECT", target: target) == .localTenant)
    }

    @Test(arguments: [
        "example.org:443", "graph.microsoft.com.example.org:443", "xgraph.microsoft.com:443", "microsoft.com:443",
        "169.254.169.254:80", "[::1]:8443", "management.azure.com:443",
    ])
    func othersAreRefusedUnlessOpened(target: String) throws {
        guard case .refuse(403, let text) = policy().decision(method: "CONNECT", target: target) else {
            Issue.record("\(target) was not refused")
            return
        }
        #expect(text.contains("--allow-internet"))
        guard case .direct(_, let port) = policy(internet: true).decision(method: "CONNECT", target: target) else {
            Issue.record("\(target) was not opened")
            return
        }
        #expect(target.hasSuffix(":\(port)"))
    }

    @Test(arguments: ["graph.microsoft.com:80", "login.microsoftonline.com:8443"])
    func otherPortsOfCloudHostsAreNeverReached(target: String) {
        for internet in [false, true] {
            guard case .refuse(403, _) = policy(internet: internet).decision(method: "CONNECT", target: target) else {
                Issue.record("\(target) was not refused")
                continue
            }
        }
    }

    @Test(arguments: [
        ("GET", "http://graph.microsoft.com/v1.0/me", 403), ("GET", "http://example.org/", 403), ("GET", "/", 405),
        ("CONNECT", "graph.microsoft.com", 400), ("CONNECT", "graph.microsoft.com:", 400), ("CONNECT", ":443", 400),
        ("CONNECT", "graph.microsoft.com:0", 400), ("CONNECT", "graph.microsoft.com:99999", 400),
        ("CONNECT", "a b:443", 400), ("CONNECT", "[zz]:443", 400), ("CONNECT", "user@host:443", 400),
    ])
    func whatIsNoTunnelIsRefusedPolitely(method: String, target: String, status: Int) {
        guard case .refuse(let answered, let text) = policy(internet: true).decision(method: method, target: target)
        else {
            Issue.record("\(method) \(target) was not refused")
            return
        }
        #expect(answered == status)
        #expect(text.hasPrefix("sally exec: "))
    }
}

@Suite("Heads of requests to the proxy, RFC 9110 §9.3.6")
struct ProxyRequestTests {
    @Test func readsAHeadAndLeavesWhatFollows() {
        let head = "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nUser-Agent: x\r\n\r\n"
        #expect(
            ProxyRequest.parse(Array((head + "\u{16}\u{3}\u{1}").utf8))
                == .request(ProxyRequest(method: "CONNECT", target: "a:443", length: head.utf8.count)))
    }

    @Test func waitsForEveryPrefixOfAHead() {
        let head = Array("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        for length in 0..<head.count { #expect(ProxyRequest.parse(head[..<length]) == .needsMore) }
    }

    @Test(arguments: [
        "CONNECT a:443\r\n\r\n", "CONNECT a:443 HTTP/2\r\n\r\n", " a:443 HTTP/1.1\r\n\r\n", "CONNECT  HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1}\n\n", "CONNECT a:443 HTTP/1.1 x\r\n\r\n",
    ])
    func isMalformed(head: String) {
        #expect(ProxyRequest.parse(Array(head.utf8)) == .malformed)
    }

    @Test func aHeadWithoutEndIsCutOff() {
        let endless = Array("CONNECT a:443 HTTP/1.1\r\nX: ".utf8) + [UInt8](repeating: 0x61, count: ProxyRequest.limit)
        #expect(ProxyRequest.parse(endless) == .malformed)
    }
}
