import Foundation
import ServiceCore
import TenantStore
import Yams

extension ServerError.Code {
    /// A seed file cannot be read or says something that makes no world.
    package static let invalidSeed = Self(rawValue: "invalid_seed")
}

/// Reads a seed file. Every refusal names the file, the line and the path of the value.
struct SeedFile {
    /// The name for messages.
    let name: String

    /// Reads the file at a URL.
    static func read(_ url: URL) throws -> SeedWorld {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw ServerError(
                code: .invalidSeed,
                message: "The seed file \(url.path) cannot be read – check the path given to --seed", cause: error)
        }
        guard data.count <= 1 << 20, let text = String(validating: data, as: UTF8.self) else {
            throw ServerError(
                code: .invalidSeed,
                message: "The seed file \(url.path) is no UTF-8 text of at most 1 MiB – is it the right file?")
        }
        return try SeedFile(name: url.lastPathComponent).parse(text)
    }

    /// Reads a seed's text.
    func parse(_ text: String) throws -> SeedWorld {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw syntaxFailure(error)
        }
        guard let node else { throw failure("The file is empty – it needs the member tenants", line: nil, path: "") }
        let root = SeedValue(node: node, path: "", file: self)
        let members = try root.members(["version", "tenants"])
        if let version = members["version"], try version.integer() != 1 {
            throw version.failure("Only version 1 is known")
        }
        guard let list = members["tenants"] else { throw root.failure("The member tenants is missing") }
        let items = try list.items()
        let tenants = try items.map(tenant)
        guard !tenants.isEmpty else { throw list.failure("There must be at least one tenant") }
        try refuseRepeats(zip(items, tenants).map { ($0, $1.domains.map { $0.lowercased() }) }, of: "domain")
        try refuseRepeats(zip(items, tenants).map { ($0, [$1.id.lowercaseText]) }, of: "id")
        return SeedWorld(tenants: tenants)
    }

    private func tenant(_ value: SeedValue) throws -> SeedWorld.Tenant {
        let members = try value.members([
            "name", "kind", "id", "domain", "domains", "country", "passwordGrant", "userConsent", "refreshTokens",
            "defender", "users",
        ])
        let domains = try domainNames(value, members)
        guard let first = domains.first else { throw value.failure("The member domain is missing") }
        var tenant = SeedWorld.Tenant(
            name: try value.required("name", in: members).text(), kind: .customer,
            id: try members["id"].map { try $0.identifier() } ?? SeedIdentifier.make("tenant", first), domains: domains)
        tenant.kind = try members["kind"]?.word(["partner": .partner, "customer": .customer]) ?? .customer
        tenant.country = try members["country"]?.text()
        tenant.allowsPasswordGrant = try members["passwordGrant"]?.flag() ?? true
        tenant.allowsUserConsent = try members["userConsent"]?.flag() ?? true
        tenant.refreshTokenMode = try members["refreshTokens"]?.word(["entra": .entra, "strict": .strict]) ?? .entra
        tenant.isDefenderEnabled = try members["defender"]?.flag() ?? true
        let items = try members["users"]?.items() ?? []
        tenant.users = try items.map { try user($0, domains: domains) }
        try refuseRepeats(zip(items, tenant.users).map { ($0, [$1.userPrincipalName.lowercased()]) }, of: "upn")
        try refuseRepeats(zip(items, tenant.users).map { ($0, [$1.id.lowercaseText]) }, of: "id")
        return tenant
    }

    private func domainNames(_ value: SeedValue, _ members: [String: SeedValue]) throws -> [String] {
        if let one = members["domain"], members["domains"] != nil {
            throw one.failure("Give either domain or domains")
        }
        let values = try members["domain"].map { [$0] } ?? members["domains"]?.items() ?? []
        return try values.map { value in
            let name = try value.text()
            let labels = name.split(separator: ".", omittingEmptySubsequences: false)
            let isName =
                labels.count >= 2
                && labels.allSatisfy { label in
                    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                        && label.utf8.allSatisfy { Self.isNameByte($0) }
                }
            guard isName, name.utf8.count <= 253 else { throw value.failure("'\(name)' is no domain name") }
            return name
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private func user(_ value: SeedValue, domains: [String]) throws -> SeedWorld.User {
        let members = try value.members([
            "name", "upn", "id", "givenName", "surname", "jobTitle", "roles", "enabled", "password",
        ])
        let upnValue = try value.required("upn", in: members)
        var upn = try upnValue.text()
        if !upn.contains("@"), let domain = domains.first { upn += "@" + domain }
        let parts = upn.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace),
            domains.contains(where: { $0.lowercased() == parts[1].lowercased() })
        else {
            throw upnValue.failure("'\(upn)' is no name in a domain of the tenant (\(domains.joined(separator: ", ")))")
        }
        var user = SeedWorld.User(
            name: try value.required("name", in: members).text(), userPrincipalName: upn,
            id: try members["id"].map { try $0.identifier() } ?? SeedIdentifier.make("user", upn))
        user.givenName = try members["givenName"]?.text()
        user.surname = try members["surname"]?.text()
        user.jobTitle = try members["jobTitle"]?.text()
        user.isEnabled = try members["enabled"]?.flag() ?? true
        user.roles = Set(try (members["roles"]?.items() ?? []).map(role))
        if let password = members["password"] {
            let text = try password.text()
            guard text.count >= 8 else { throw password.failure("A password has at least 8 characters") }
            user.password = Secret(text)
        }
        return user
    }

    /// A role by the name that Entra shows, blanks and letter case aside.
    private func role(_ value: SeedValue) throws -> DirectoryRole {
        func folded(_ name: String) -> String { name.lowercased().filter { $0.isLetter } }
        let name = try value.text()
        if let role = DirectoryRole.named.first(where: { folded($0.name) == folded(name) }) { return role.role }
        let known = DirectoryRole.named.map(\.name).joined(separator: ", ")
        throw value.failure("'\(name)' is no directory role; known are \(known)")
    }

    private func refuseRepeats(_ values: [(SeedValue, [String])], of member: String) throws {
        var seen: [String: SeedValue] = [:]
        for (value, keys) in values {
            for key in keys {
                if let first = seen[key] {
                    let line = first.line.map { " (line \($0))" } ?? ""
                    throw value.failure("The \(member) '\(key)' is given twice, first in \(first.path)\(line)")
                }
                seen[key] = value
            }
        }
    }

    func failure(_ problem: String, line: Int?, path: String) -> ServerError {
        let place = line.map { "\(name):\($0)" } ?? name
        return ServerError(
            code: .invalidSeed, message: place + ": " + (path.isEmpty ? "" : path + ": ") + problem)
    }

    private func syntaxFailure(_ error: YamlError) -> ServerError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            failure("This is no YAML: \(problem)", line: mark.line, path: "")
        case .duplicatedKeysInMapping(let duplicates, let context):
            failure("A member is given twice: \(duplicates.joined(separator: ", "))", line: context.mark.line, path: "")
        default: failure("This is no YAML – check quotes and indentation", line: nil, path: "")
        }
    }
}
