import Foundation
import ServiceCore
import Testing

@Suite("Clouds, identity A.1 and Defender A1")
struct CloudTests {
    @Test(arguments: [
        ("global", "login.microsoftonline.com", "graph.microsoft.com", "api.security.microsoft.com"),
        ("gcc", "login.microsoftonline.com", "graph.microsoft.com", "api-gcc.security.microsoft.us"),
        ("GCC-High", "login.microsoftonline.us", "graph.microsoft.us", "api-gov.security.microsoft.us"),
        ("gccHigh", "login.microsoftonline.us", "graph.microsoft.us", "api-gov.security.microsoft.us"),
        ("dod", "login.microsoftonline.us", "dod-graph.microsoft.us", "api-gov.security.microsoft.us"),
        ("china", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", ""),
        ("public", "login.microsoftonline.com", "graph.microsoft.com", "api.security.microsoft.com"),
    ])
    func isFoundByNameWithItsHosts(name: String, login: String, graph: String, defender: String) throws {
        let cloud = try #require(Cloud.named(name))
        #expect(cloud.loginHost == login)
        #expect(cloud.graphHost == graph)
        #expect(cloud.defenderHost == defender)
    }

    @Test func unknownNameHasNoCloud() { #expect(Cloud.named("mars") == nil) }

    @Test func localTenantServesEverySurfaceAndKeepsTheRealAudiences() throws {
        let cloud = Cloud.local(authority: "localhost:8443")
        for service in [Cloud.Service.login, .graph, .defender, .endpoint] {
            #expect(try cloud.url(service, path: "/x").absoluteString == "https://localhost:8443/x")
        }
        #expect(cloud.resource(of: .graph) == "https://graph.microsoft.com")
        #expect(cloud.resource(of: .defender) == "https://api.security.microsoft.com")
        #expect(cloud.resource(of: .endpoint) == "https://api.securitycenter.microsoft.com")
    }

    @Test(arguments: ["", "x", "http://evil.example/", "?a=b", "@evil.example/"])
    func pathMustBeginWithASlash(path: String) throws {
        let error = try #require(throws: ParsingError.self) { try Cloud.global.url(.graph, path: path) }
        #expect(error.code == .address)
    }

    @Test(arguments: ["//evil.example/x", "/@evil.example", "/..//evil.example"])
    func pathNeverChangesTheHost(path: String) throws {
        #expect(try Cloud.global.url(.graph, path: path).host() == "graph.microsoft.com")
    }

    @Test func serviceThatIsNotPublishedIsRefusedWithTheCloudsName() throws {
        let error = try #require(throws: ParsingError.self) { try Cloud.china.url(.defender, path: "/api/incidents") }
        #expect(error.code == .address)
        #expect(error.message.contains("china"))
    }

    @Test func queryOfAPathIsKept() throws {
        let url = try Cloud.global.url(.defender, path: "/api/incidents?$top=5")
        #expect(url.absoluteString == "https://api.security.microsoft.com/api/incidents?$top=5")
    }

    @Test(arguments: Cloud.builtIn)
    func survivesJSON(cloud: Cloud) throws {
        #expect(try JSONDecoder().decode(Cloud.self, from: JSONEncoder().encode(cloud)) == cloud)
    }

    @Test func allHostsHoldRegionalOnesAndNoEmptyOne() {
        let hosts = Cloud.global.allHosts
        #expect(hosts.isSuperset(of: ["api-eu.security.microsoft.com", "us.api.security.microsoft.com"]))
        #expect(hosts.contains("api.securitycenter.windows.com"))
        #expect(!Cloud.china.allHosts.contains(""))
    }
}
