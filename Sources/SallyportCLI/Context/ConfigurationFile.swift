import Foundation
import Yams

/// `config.yaml`: the profiles and which of them is used when none is named.
///
/// ```yaml
/// default: contoso
/// profiles:
///   contoso: { cloud: global, tenant: contoso.onmicrosoft.com, client: 6f…, method: device-code }
/// ```
///
/// An unknown key is an error, because a misspelt one would otherwise be obeyed by nobody.
struct ConfigurationFile: Sendable, Equatable {
    var defaultProfile: String?
    var profiles: [String: Profile] = [:]

    /// Reads the file; one that does not exist is an empty configuration.
    static func load(from file: URL) throws -> ConfigurationFile {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch CocoaError.fileReadNoSuchFile {
            return ConfigurationFile()
        } catch {
            throw CommandError(
                .badConfiguration, what: "cannot read \(file.path)", why: "the file cannot be opened or is not UTF-8",
                remedy: "check its permissions", status: .usage, cause: error)
        }
        return try parse(text, name: file.path)
    }

    /// Parses the text of a configuration.
    static func parse(_ text: String, name: String) throws -> ConfigurationFile {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw CommandError(
                .badConfiguration, what: "cannot read \(name)",
                why: "it is not YAML: " + TerminalText.escaped(firstLine(of: "\(error)")),
                remedy: "correct the file", status: .usage)
        }
        guard let root, root != Node("") else { return ConfigurationFile() }
        let reader = Reader(name: name)
        var result = ConfigurationFile()
        for (key, value) in try reader.mapping(root, of: "the file") {
            switch key {
            case "default": result.defaultProfile = try reader.text(value, key: key)
            case "profiles":
                for (profileName, node) in try reader.mapping(value, of: "profiles") {
                    result.profiles[profileName] = try reader.profile(node, named: profileName)
                }
            default: throw reader.unknown(key, at: value, known: ["default", "profiles"])
            }
        }
        if let chosen = result.defaultProfile, result.profiles[chosen] == nil {
            throw CommandError(
                .badConfiguration, what: "cannot use \(name)", why: "the default profile \"\(chosen)\" is not in it",
                remedy: "add it under profiles: or correct default:", status: .usage)
        }
        return result
    }

    /// The text of the file, keys sorted.
    func yaml() -> String {
        var lines: [String] = []
        if let defaultProfile { lines.append("default: \(Self.quoted(defaultProfile))") }
        if !profiles.isEmpty { lines.append("profiles:") }
        for (name, profile) in profiles.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(Self.quoted(name)):")
            for (key, value) in profile.fields { lines.append("    \(key): \(Self.quoted(value))") }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Writes the file, readable by its owner only.
    func save(to file: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data(yaml().utf8).write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        } catch {
            throw CommandError(
                .fileFailed, what: "cannot write \(file.path)", why: "the system refused",
                remedy: "check the rights of its folder", cause: error)
        }
    }

    /// A double-quoted YAML scalar, or the text as it is where it needs no quotes.
    private static func quoted(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./@".contains($0)) }
        if plain, let first = text.first, first.isLetter || first == "/", Double(text) == nil { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func firstLine(of text: String) -> String {
        String(text.prefix { !$0.isNewline })
    }
}

extension Profile {
    /// The keys of a profile in the file, in the order in which they are written.
    static let keys = [
        "cloud", "tenant", "client", "method", "username", "certificate", "secret-file", "state", "output", "cacert",
        "proxy", "timeout",
    ]

    fileprivate var fields: [(String, String)] {
        let values: [String?] = [
            cloud, tenant, client, method?.rawValue, username, certificate, secretFile, state, output?.rawValue, caFile,
            proxy, timeout,
        ]
        return zip(Self.keys, values).compactMap { key, value in value.map { (key, $0) } }
    }
}

/// Reads nodes of one file and names the file and the line in each complaint.
private struct Reader {
    let name: String

    func mapping(_ node: Node, of owner: String) throws -> [(String, Node)] {
        guard let mapping = node.mapping else { throw wrong(node, "\(owner) is no mapping of keys to values") }
        return try mapping.map { key, value in
            guard let text = key.string else { throw wrong(key, "a key of \(owner) is no text") }
            return (text, value)
        }
    }

    func text(_ node: Node, key: String) throws -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else { throw wrong(node, "\"\(key)\" has no text") }
        return scalar.string
    }

    func profile(_ node: Node, named profileName: String) throws -> Profile {
        var profile = Profile()
        for (key, value) in try mapping(node, of: "profile \"\(profileName)\"") {
            let text = try text(value, key: key)
            switch key {
            case "cloud": profile.cloud = text
            case "tenant": profile.tenant = text
            case "client": profile.client = text
            case "method": profile.method = try choice(text, key: key, at: value)
            case "username": profile.username = text
            case "certificate": profile.certificate = text
            case "secret-file": profile.secretFile = text
            case "state": profile.state = text
            case "output": profile.output = try choice(text, key: key, at: value)
            case "cacert": profile.caFile = text
            case "proxy": profile.proxy = text
            case "timeout": profile.timeout = text
            default: throw unknown(key, at: value, known: Profile.keys)
            }
        }
        return profile
    }

    func choice<Choice>(_ text: String, key: String, at node: Node) throws -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(node, "\"\(text)\" is no \(key); known are \(known)")
        }
        return choice
    }

    func unknown(_ key: String, at node: Node, known: [String]) -> CommandError {
        let looksSecret = ["secret", "password", "token", "key"].contains { key.lowercased().contains($0) }
        if looksSecret {
            return CommandError(
                .badConfiguration, what: "cannot use \(name)\(place(node))",
                why: "the key \"\(TerminalText.escaped(key))\" would hold a secret, and none belongs into this file",
                remedy: "remove it, and sign in with `sally auth login --client-secret -` or set AZURE_CLIENT_SECRET",
                status: .usage)
        }
        return CommandError(
            .badConfiguration, what: "cannot use \(name)\(place(node))",
            why: "the key \"\(TerminalText.escaped(key))\" is unknown",
            remedy: "known keys are \(known.joined(separator: ", "))", status: .usage)
    }

    private func wrong(_ node: Node, _ why: String) -> CommandError {
        CommandError(
            .badConfiguration, what: "cannot use \(name)\(place(node))", why: TerminalText.escaped(why),
            remedy: "correct the file", status: .usage)
    }

    private func place(_ node: Node) -> String {
        node.mark.map { ", line \($0.line)" } ?? ""
    }
}
