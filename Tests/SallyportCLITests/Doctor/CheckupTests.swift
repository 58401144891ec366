import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportCLI

@Suite("doctor names the first thing that fails, and what mends it")
struct CheckupTests {
    private func context() -> TestContext {
        var context = TestContext()
        context.environment = [
            "SALLY_CLOUD": "global", "AZURE_TENANT_ID": "8a5c3c6e-5a5b-4a53-9c0f-1d1f5d9d0a01",
            "AZURE_CLIENT_ID": "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "AZURE_CLIENT_SECRET": "s",
        ]
        return context
    }

    @Test func aNameThatDoesNotResolve() async throws {
        var context = context()
        context.probe.unknownHosts = ["login.microsoftonline.com"]
        let status = try await context.run("doctor")
        #expect(status == .findings)
        #expect(context.streams.data.contains("FAIL  name login.microsoftonline.com"))
        #expect(context.streams.data.contains("→ check the network and DNS"))
        #expect(context.streams.data.contains("skip  sign-in"))
    }

    @Test func aPortThatIsClosed() async throws {
        var context = context()
        context.probe.closedHosts = ["login.microsoftonline.com"]
        #expect(try await context.run("doctor") == .findings)
        #expect(context.streams.data.contains("FAIL  connection login.microsoftonline.com:443"))
    }

    @Test func aCertificateThatIsNotTrusted() async throws {
        var context = context()
        context.transport = ScriptedTransport { _ in throw TransportError(code: .tls, message: "not trusted") }
        #expect(try await context.run("doctor") == .findings)
        #expect(context.streams.data.contains("--cacert"))
    }

    @Test func aTenantThatDoesNotExistAndAClockThatIsWrong() async throws {
        var context = context()
        context.transport = ScriptedTransport { _ in
            var response = ServiceResponse(status: .badRequest)
            response.headers[.date] = "Sun, 22 Nov 2020 10:00:00 GMT"
            response.body = Data(
                #"{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found.","error_codes":[90002]}"#
                    .utf8)
            return response
        }
        #expect(try await context.run("doctor", "-o", "json") == .signInNeeded)
        #expect(context.streams.data.contains("AADSTS90002"))
        #expect(context.streams.data.contains("\"name\" : \"clock\""))
    }

    @Test(
        arguments: [
            (["A.Read.All"], "A.Read.All", true), (["A.ReadWrite.All"], "A.Read.All", true),
            (["A.ReadWrite"], "A.Read", true),
            (["A.Read"], "A.ReadWrite", false), (["B.Read.All"], "A.Read.All", false), ([], "A.Read.All", false),
        ] as [(Set<String>, String, Bool)])
    func whatWritesAlsoReads(granted: Set<String>, wanted: String, allows: Bool) {
        #expect(Checkup.allows(granted, wanted) == allows)
    }
}
