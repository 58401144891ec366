import Foundation
import Testing

@testable import SallyportCLI

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("The environment of a program under sally exec")
struct ChildEnvironmentTests {
    private let identity = ChildEnvironment.Identity(
        tenantID: "t", clientID: "c", secret: "canary-secret", certificatePath: nil)

    private func make(_ parent: [String: String]) -> [String: String] {
        ChildEnvironment.make(
            from: parent, proxyPort: 4321, bundle: URL(filePath: "/tmp/ca.pem"), identity: identity)
    }

    @Test(arguments: [
        "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy",
    ])
    func leadsToTheProxy(name: String) {
        #expect(make([name: "http://elsewhere:1"])[name] == "http://127.0.0.1:4321")
    }

    @Test(arguments: ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"])
    func trustsTheLocalAuthority(name: String) {
        #expect(make([name: "/other.pem"])[name] == "/tmp/ca.pem")
    }

    @Test(arguments: [
        "ALL_PROXY", "SSL_CERT_DIR", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME", "AZURE_AUTHORITY_HOST",
        "AZURE_FEDERATED_TOKEN_FILE", "IDENTITY_ENDPOINT", "MSI_SECRET", "SALLY_CLOUD", "SALLY_STATE",
    ])
    func takesAwayWhatLeadsElsewhere(name: String) {
        #expect(make([name: "x"])[name] == nil)
    }

    @Test func hasTheIdentityAndKeepsTheRest() {
        let variables = make([
            "PATH": "/bin", "AZURE_TENANT_ID": "real", "AZURE_CLIENT_SECRET": "real", "BROWSER": "b %s",
        ])
        #expect(variables["AZURE_TENANT_ID"] == "t" && variables["AZURE_CLIENT_ID"] == "c")
        #expect(variables["AZURE_CLIENT_SECRET"] == "canary-secret")
        #expect(variables["PATH"] == "/bin" && variables["BROWSER"] == "b %s")
        #expect(variables["NO_PROXY"] == "localhost,127.0.0.1,::1")
    }
}

@Suite("Programs that sally starts")
struct ChildProcessTests {
    @Test(arguments: [("exit 0", Int32(0)), ("exit 37", 37), ("kill -TERM $$", 143), ("kill -KILL $$", 137)])
    func exitCodesAndSignalsArePassedOn(script: String, code: Int32) async throws {
        let status = try await ChildProcess.run(.init(program: "/bin/sh", arguments: ["-c", script], isQuiet: true))
        #expect(status.rawValue == code)
    }

    @Test func theEnvironmentIsExactlyTheGivenOne() async throws {
        let status = try await ChildProcess.run(
            .init(
                program: "/bin/sh", arguments: ["-c", #"[ "$A" = "1=2" ] && [ -z "$HOME" ]"#],
                environment: ["A": "1=2"], isQuiet: true))
        #expect(status == .ok)
    }

    @Test func aProgramThatDoesNotExistIs127() async {
        let error = await #expect(throws: CommandError.self) {
            try await ChildProcess.run(.init(program: "/no/such/program"))
        }
        #expect(error?.status.rawValue == 127)
    }

    @Test func whatASignalHandlerSendsReachesTheProgram() async throws {
        let status = try await ChildProcess.run(
            .init(program: "/bin/sh", arguments: ["-c", "sleep 30"], isQuiet: true),
            started: { process in kill(process, SIGTERM) })
        #expect(status.rawValue == 143)
    }
}
