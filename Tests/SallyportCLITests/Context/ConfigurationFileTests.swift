import Foundation
import Testing

@testable import SallyportCLI

@Suite("config.yaml holds profiles, no secrets, and no key that nobody knows")
struct ConfigurationFileTests {
    @Test func readsProfilesAndDefault() throws {
        let file = try ConfigurationFile.parse(
            """
            # a comment
            default: contoso
            profiles:
              contoso: { cloud: global, tenant: contoso.onmicrosoft.com, method: device-code }
              lab:
                cloud: local
                state: /srv/lab
                output: jsonl
            """, name: "config.yaml")
        #expect(file.defaultProfile == "contoso")
        #expect(file.profiles["contoso"]?.method == .deviceCode)
        #expect(file.profiles["lab"]?.output == .jsonl)
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "{}"])
    func anEmptyFileIsAnEmptyConfiguration(text: String) throws {
        #expect(try ConfigurationFile.parse(text, name: "c") == ConfigurationFile())
    }

    @Test(arguments: [
        ("profils: {}", "\"profils\" is unknown"),
        ("profiles: { a: { tenent: x } }", "\"tenent\" is unknown"),
        ("profiles:\n  a:\n    client_secret: x", "would hold a secret"),
        ("profiles: { a: { password: x } }", "would hold a secret"),
        ("profiles: [a]", "is no mapping"),
        ("profiles: { a: { method: magic } }", "is no method"),
        ("profiles: { a: { output: xml } }", "is no output"),
        ("profiles: { a: { tenant: [] } }", "has no text"),
        ("default: b\nprofiles: { a: {} }", "is not in it"),
        ("just text", "is no mapping"),
        ("a: [1, 2", "it is not YAML"),
    ])
    func isRefusedWithTheReason(text: String, reason: String) throws {
        let error = try #require(throws: CommandError.self) { try ConfigurationFile.parse(text, name: "/c.yaml") }
        #expect(error.description.contains(reason))
        #expect(error.description.contains("/c.yaml"))
        #expect(error.status == .usage)
    }

    @Test func namesTheLine() throws {
        let error = try #require(throws: CommandError.self) {
            try ConfigurationFile.parse("default: a\nprofiles:\n  a:\n    tenant: x\n    colour: red\n", name: "c")
        }
        #expect(error.description.contains("line 5"))
    }

    @Test func theRefusalOfASecretDoesNotShowIt() throws {
        let error = try #require(throws: CommandError.self) {
            try ConfigurationFile.parse("profiles: { a: { secret: canary-1 } }", name: "c")
        }
        #expect(!error.description.contains("canary-1"))
    }

    @Test func writingAndReadingAreInverse() throws {
        let file = ConfigurationFile(
            defaultProfile: "a b",
            profiles: [
                "a b": Profile(
                    cloud: "gcc-high", tenant: "x.example", client: "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001",
                    method: .certificate, username: "ann@x.example", certificate: "/p/\"q\".pem", secretFile: "~/s",
                    state: "/s", output: .json, caFile: "/ca", proxy: "http://p:1", timeout: "30s"),
                "123": Profile(tenant: "yes"),
                "on": Profile(),
            ])
        #expect(try ConfigurationFile.parse(file.yaml().replacing("  on:\n", with: "  on: {}\n"), name: "c") == file)
    }

    @Test func savesReadableByItsOwnerOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "config.yaml")
        let file = ConfigurationFile(profiles: ["a": Profile(tenant: "t")])
        try file.save(to: place)
        #expect(try ConfigurationFile.load(from: place) == file)
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
