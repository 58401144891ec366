import ArgumentParser
import Foundation
import Testing

@testable import SallyportCLI

@Suite("Flag over variable over profile over default, design “Contract of sally”")
struct SettingsTests {
    private static let file = ConfigurationFile(
        defaultProfile: "work",
        profiles: [
            "work": Profile(
                cloud: "gcc", tenant: "profile.example", client: "client-p", state: "/profile", output: .csv,
                caFile: "/profile.pem", proxy: "http://profile:1", timeout: "3s"),
            "other": Profile(tenant: "other.example"),
        ])

    private func settings(
        _ arguments: [String], _ environment: [String: String] = [:], file: ConfigurationFile = Self.file
    ) throws -> Settings {
        let variables = EnvironmentVariables(environment)
        let home = URL(filePath: "/home/ann")
        return try Settings(
            options: try GlobalOptions.parse(arguments), environment: variables, file: file,
            paths: Paths(environment: variables, home: home, working: URL(filePath: "/place")))
    }

    @Test(
        arguments: [
            (["--tenant", "flag"], ["SALLY_TENANT": "s", "AZURE_TENANT_ID": "a"], "flag", "--tenant"),
            ([], ["SALLY_TENANT": "s", "AZURE_TENANT_ID": "a"], "s", "SALLY_TENANT"),
            ([], ["AZURE_TENANT_ID": "a"], "a", "AZURE_TENANT_ID"),
            ([], ["SALLY_TENANT": ""], "profile.example", "profile work"),
            ([], [:], "profile.example", "profile work"),
            (["--profile", "other"], [:], "other.example", "profile other"),
            ([], ["SALLY_PROFILE": "other"], "other.example", "profile other"),
            (["--profile", "work"], ["SALLY_PROFILE": "other"], "profile.example", "profile work"),
        ] as [([String], [String: String], String, String)])
    func tenantComesFromTheNearestSource(
        arguments: [String], environment: [String: String], value: String, source: String
    ) throws {
        let tenant = try #require(try settings(arguments, environment).tenant)
        #expect(tenant.value == value)
        #expect(tenant.source == source)
    }

    @Test func everySettingHasItsFourSources() throws {
        let defaults = try settings([], file: ConfigurationFile())
        #expect(defaults.tenant == nil && defaults.cloudName == nil && defaults.proxy == nil && defaults.caFile == nil)
        #expect(defaults.format == .table && defaults.timeout == .seconds(100))
        #expect(defaults.localState.value.path == "/home/ann/.local/state/sallyport/local")

        let profile = try settings([])
        #expect(profile.cloudName?.value == "gcc" && profile.format == .csv && profile.timeout == .seconds(3))
        #expect(profile.localState.value.path == "/profile" && profile.caFile?.value.path == "/profile.pem")
        #expect(profile.proxy?.value.absoluteString == "http://profile:1" && profile.clientID?.value == "client-p")

        let variables = try settings(
            [],
            [
                "SALLY_CLOUD": "dod", "SALLY_OUTPUT": "json", "SALLY_TIMEOUT": "2m", "SALLY_STATE": "/variable",
                "SALLY_CACERT": "/variable.pem", "SALLY_PROXY": "http://variable:2", "SALLY_CLIENT_ID": "client-v",
            ])
        #expect(variables.cloudName?.value == "dod" && variables.format == .json)
        #expect(variables.timeout == .seconds(120) && variables.localState.value.path == "/variable")
        #expect(variables.caFile?.value.path == "/variable.pem" && variables.clientID?.value == "client-v")
        #expect(variables.proxy?.value.absoluteString == "http://variable:2")

        let flags = try settings(
            [
                "--cloud", "china", "-o", "jsonl", "--timeout", "5s", "--state", "rel", "--cacert", "/flag.pem",
                "--proxy", "flag:3",
            ],
            [
                "SALLY_CLOUD": "dod", "SALLY_OUTPUT": "json", "SALLY_TIMEOUT": "2m", "SALLY_STATE": "/variable",
                "SALLY_CACERT": "/variable.pem", "SALLY_PROXY": "http://variable:2",
            ])
        #expect(flags.cloudName?.value == "china" && flags.format == .jsonl && flags.timeout == .seconds(5))
        #expect(flags.localState.value.path == "/place/rel" && flags.caFile?.value.path == "/flag.pem")
        #expect(flags.proxy?.value.absoluteString == "http://flag:3")
    }

    @Test(arguments: [
        ("login.microsoftonline.us", "gcc-high"), ("https://login.microsoftonline.us/", "gcc-high"),
        ("https://login.partner.microsoftonline.cn", "china"), ("login.windows.net", "global"),
    ])
    func authorityHostNamesTheCloud(host: String, cloud: String) throws {
        let settings = try settings([], ["AZURE_AUTHORITY_HOST": host], file: ConfigurationFile())
        #expect(settings.cloudName?.value == cloud)
    }

    @Test(
        arguments: [
            (["--output", "table"], ["SALLY_OUTPUT": "xml"]), (["--timeout", "soon"], [:]), (["--timeout", "0s"], [:]),
            (["--proxy", "ftp://x"], [:]), (["--proxy", ":9"], [:]), (["--profile", "absent"], [:]),
            ([], ["SALLY_OUTPUT": "xml"]), ([], ["SALLY_PROFILE": "absent"]),
        ] as [([String], [String: String])])
    func whatCannotBeReadIsUsageUnlessAFlagHidesIt(arguments: [String], environment: [String: String]) throws {
        if arguments.first == "--output" {
            #expect(try settings(arguments, environment).format == .table)
        } else {
            let error = try #require(throws: CommandError.self) { try settings(arguments, environment) }
            #expect(error.status == .usage)
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test func xdgPathsMustBeAbsolute() {
        let variables = EnvironmentVariables([
            "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative", "XDG_CACHE_HOME": "",
        ])
        let paths = Paths(environment: variables, home: URL(filePath: "/home/ann"), working: URL(filePath: "/place"))
        #expect(paths.configurationFile.path == "/c/sallyport/config.yaml")
        #expect(paths.state.path == "/home/ann/.local/state/sallyport")
        #expect(paths.cache.path == "/home/ann/.cache/sallyport")
    }
}
