import ArgumentParser
import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportCLI

@Suite("No secret reaches standard output or standard error of a failing command, identity.md H.7 50")
struct CanaryTests {
    private static let canary = "canary-7f3a"

    /// An application whose secret and whose answers hold canaries.
    private func context(_ answer: @escaping @Sendable (ServiceRequest) throws -> ServiceResponse) -> TestContext {
        var context = TestContext()
        context.environment = [
            "SALLY_CLOUD": "global", "AZURE_TENANT_ID": "8a5c3c6e-5a5b-4a53-9c0f-1d1f5d9d0a01",
            "AZURE_CLIENT_ID": "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "AZURE_CLIENT_SECRET": Self.canary,
        ]
        context.prompts = ScriptedPrompts(
            secrets: ["Password": Self.canary, "Secret": Self.canary], input: Array(Self.canary.utf8))
        context.transport = ScriptedTransport(answer)
        return context
    }

    private static let commands: [[String]] = [
        ["auth", "token", "--debug"], ["auth", "status", "--debug"],
        ["auth", "login", "--client-secret", "-", "--debug"],
        ["auth", "login", "--username", "ann@x.example", "--debug"],
        ["auth", "token", "--client-secret", "-", "--client-id", "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "--debug"],
        ["incidents", "list", "--debug"], ["incidents", "get", "1", "--debug"],
        ["incidents", "update", "1", "--status", "resolved", "--debug"], ["hunt", "print 1", "--debug"],
        ["app", "create", "N", "--debug"], ["app", "list", "--debug"],
        ["app", "consent", "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001", "--debug"],
        ["doctor", "--debug"], ["doctor", "-o", "json", "--debug"],
    ]

    @Test(arguments: commands)
    func whenTheNetworkFails(arguments: [String]) async throws {
        let context = context { _ in throw TransportError(code: .connect, message: "No connection.") }
        try await run(arguments, context)
    }

    @Test(arguments: commands)
    func whenTheAuthorityRefuses(arguments: [String]) async throws {
        let context = context { request in
            var response = ServiceResponse(status: .unauthorized)
            response.headers[.contentType] = "application/json"
            response.body = Data(
                #"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.","error_codes":[7000215]}"#
                    .utf8)
            return response
        }
        try await run(arguments, context)
    }

    @Test(arguments: commands)
    func whenAnAnswerIsNoAnswer(arguments: [String]) async throws {
        let context = context { _ in
            ServiceResponse(status: .ok, body: Data("<html>\(Self.canary.hashValue)</html>".utf8))
        }
        try await run(arguments, context)
    }

    @Test(arguments: commands)
    func whenTheApiRefusesAGoodToken(arguments: [String]) async throws {
        let context = context { request in
            guard request.url.path().hasSuffix("/token") else {
                return ServiceResponse(
                    status: .forbidden, body: Data(#"{"error":{"code":"Forbidden","message":"Missing roles."}}"#.utf8))
            }
            return ServiceResponse(
                status: .ok,
                body: Data(
                    #"{"token_type":"Bearer","expires_in":3599,"access_token":"eyJ.\#(Self.canary).x"}"#.utf8))
        }
        // `auth token` and `auth login` succeed here, and printing the token is what the former is for.
        guard arguments[0] != "auth" else { return }
        try await run(arguments, context)
    }

    private func run(_ arguments: [String], _ context: TestContext) async throws {
        defer { try? FileManager.default.removeItem(at: context.folder) }
        let command = try #require(try Sally.parseAsRoot(arguments) as? any SallyCommand)
        let made = try context.make(command.global, allowsUnknownProfile: command.allowsUnknownProfile)
        let status = await Launcher.run(command, in: made)
        #expect(status != .ok)
        #expect(!context.streams.talk.contains(Self.canary))
        #expect(!context.streams.data.contains(Self.canary))
        #expect(!(context.streams.talk + context.streams.data).isEmpty)
    }
}
