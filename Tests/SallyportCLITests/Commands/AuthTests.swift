import ArgumentParser
import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportCLI
@testable import SallyportServer

@Suite("Signing in and tokens, users.md §3")
struct AuthTests {
    private static let tenant = "8a5c3c6e-5a5b-4a53-9c0f-1d1f5d9d0a01"
    private static let client = "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001"

    /// A token whose claims can be read, without a real signature.
    private static let token: String = {
        let claims = """
            {"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/\(tenant)/","iat":1795000000,\
            "nbf":1795000000,"exp":1795003600,"tid":"\(tenant)","oid":"o","sub":"o","ver":"1.0","appid":"\(client)",\
            "idtyp":"app","roles":["SecurityIncident.Read.All"]}
            """
        return [#"{"alg":"RS256","typ":"JWT"}"#, claims, "signature"].map { Base64Text.urlSafe(Array($0.utf8)) }
            .joined(separator: ".")
    }()

    private func context() -> TestContext {
        var context = TestContext()
        context.prompts = ScriptedPrompts(input: Array("canary-secret\n".utf8))
        context.transport = ScriptedTransport { request in
            guard request.url.path().hasSuffix("/oauth2/v2.0/token") else { return ServiceResponse(status: .notFound) }
            return ServiceResponse(
                status: .ok,
                body: Data(#"{"token_type":"Bearer","expires_in":3600,"access_token":"\#(Self.token)"}"#.utf8))
        }
        return context
    }

    private func run(_ arguments: [String], _ context: TestContext) async throws -> CommandStatus {
        let command = try #require(try Sally.parseAsRoot(arguments) as? any SallyCommand)
        return await Launcher.run(
            command, in: try context.make(command.global, allowsUnknownProfile: command.allowsUnknownProfile))
    }

    @Test func tokenPrintsTheTokenAndNothingElse() async throws {
        let context = context()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        let status = try await run(
            [
                "auth", "token", "--cloud", "global", "--tenant", Self.tenant, "--client-id", Self.client,
                "--client-secret", "-", "--resource", "graph",
            ], context)
        #expect(status == .ok)
        #expect(context.streams.data == Self.token + "\n")
        #expect(context.streams.talk.isEmpty)
        let body = context.transport.requests.last?.body.map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(body.contains("client_secret=canary-secret"))
        #expect(body.contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"))
    }

    @Test func loginRemembersAProfileWithoutTheSecret() async throws {
        var context = context()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        let status = try await run(
            [
                "auth", "login", "--cloud", "global", "--tenant", Self.tenant, "--client-id", Self.client,
                "--client-secret", "-", "--profile", "work", "-o", "json",
            ], context)
        #expect(status == .ok)
        #expect(context.streams.data.contains(#""roles" : ["#))
        #expect(!context.streams.data.contains(Self.token))
        let made = try context.make(allowsUnknownProfile: true)
        let file = try ConfigurationFile.load(from: made.configurationFile)
        #expect(file.defaultProfile == "work")
        #expect(file.profiles["work"]?.client == Self.client)
        #expect(file.profiles["work"]?.method == .clientSecret)
        let tokens = ProfileTokens(name: "work", context: made).file
        let kept = try String(contentsOf: tokens, encoding: .utf8)
        #expect(!kept.contains("canary-secret"))
        let mode = try FileManager.default.attributesOfItem(atPath: tokens.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        // The next command finds the token in the cache and asks nobody.
        context.configuration = file
        context.transport = ScriptedTransport { _ in throw TransportError(code: .connect, message: "not asked") }
        let again = try await run(["auth", "token"], context)
        #expect(again == .ok)
        #expect(context.streams.data.hasSuffix(Self.token + "\n"))
        // The secret is not kept, so the tokens of the other APIs were asked for while it was there.
        for resource in ["xdr", "mde"] {
            #expect(try await run(["auth", "token", "--resource", resource], context) == .ok)
        }

        #expect(try await run(["auth", "logout"], context) == .ok)
        #expect(try await run(["auth", "token"], context) == .signInNeeded)
        #expect(context.streams.talk.contains("sally auth login --profile work --client-secret -"))
    }

    @Test("a profile that is to be made does not send a local application's secret to the real cloud")
    func loginToALocalTenantThatRuns() async throws {
        let context = context()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        let state = context.folder.appending(path: ".local/state/sallyport/local")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        let lock = try StateLock(state: state)
        try RunFile(pid: ProcessInfo.processInfo.processIdentifier, port: 9, url: "https://localhost:9")
            .write(state: state)
        let status = try await run(
            [
                "auth", "login", "--tenant", Self.tenant, "--client-id", Self.client, "--client-secret", "-",
                "--profile", "new",
            ], context)
        withExtendedLifetime(lock) {}
        #expect(status == .ok)
        #expect(!context.transport.requests.isEmpty)
        #expect(context.transport.requests.allSatisfy { $0.url.host() == "localhost" })
        let file = try ConfigurationFile.load(from: try context.make().configurationFile)
        #expect(file.profiles["new"]?.cloud == "local")
    }

    @Test("status names the profile only when the profile is who calls")
    func statusOfVariables() async throws {
        var context = context()
        context.configuration = ConfigurationFile(
            defaultProfile: "other", profiles: ["other": Profile(cloud: "global", tenant: Self.tenant, client: "x")])
        context.environment = [
            "AZURE_TENANT_ID": Self.tenant, "AZURE_CLIENT_ID": Self.client, "AZURE_CLIENT_SECRET": "canary-variable",
        ]
        #expect(try await run(["auth", "status", "-o", "json"], context) == .ok)
        #expect(context.streams.data.contains(Self.client))
        #expect(!context.streams.data.contains("other"))
    }

    @Test("a secret given in place of its file is not printed")
    func secretAsArgument() async throws {
        let context = context()
        let status = try await run(
            [
                "auth", "token", "--cloud", "global", "--tenant", Self.tenant, "--client-id", Self.client,
                "--client-secret", "canary-argument",
            ], context)
        #expect(status == .usage)
        #expect(!context.streams.talk.contains("canary-argument"))
        #expect(context.streams.talk.contains("standard input"))
    }

    @Test(arguments: [
        (["auth", "login", "--cloud", "global"], CommandStatus.usage, "--client-id"),
        (["auth", "login", "--cloud", "global", "--client-id", "c", "--client-secret", "-"], .usage, "--tenant"),
        (
            ["auth", "token", "--cloud", "global", "--resource", "moon", "--client-id", "c", "--tenant", "t.example"],
            .usage, "graph, xdr, mde"
        ),
        (["auth", "token", "--cloud", "global"], .signInNeeded, "sally auth login"),
        (
            [
                "auth", "token", "--cloud", "global", "--client-id", "c", "--tenant", "t.example", "--certificate",
                "no.pem",
            ], .usage, "no.pem"
        ),
    ])
    func whatIsMissingIsSaid(arguments: [String], status: CommandStatus, hint: String) async throws {
        let context = context()
        #expect(try await run(arguments, context) == status)
        #expect(context.streams.talk.contains(hint))
    }
}
