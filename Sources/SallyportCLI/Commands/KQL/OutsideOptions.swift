import ArgumentParser
import Foundation
import KQLEngine

/// What queries may bring in from outside of their tables: the same for files, for a tenant's store and for its server.
struct OutsideOptions: ParsableArguments {
    @Option(
        help: """
            What externaldata does: deny refuses it, empty gives its tables no rows, allow reads addresses over https.
            """)
    var external: ExternalChoice?

    @Option(name: [.customLong("external-host")], help: "Allow external data of this host only. May be given often.")
    var externalHosts: [String] = []

    @Option(
        help: "MMDB file, or CSV of network,country,state,city,latitude,longitude, for geo_info_from_ip_address.",
        completion: .file())
    var geo: String?

    /// What was said of external data; a host that is named is allowed.
    func policy(otherwise standard: ExternalPolicy) -> ExternalPolicy {
        let hosts = Set(externalHosts.map { $0.lowercased() })
        switch external {
        case .deny?: return .deny
        case .empty?: return .empty
        case .allow?: return .allow(hosts: hosts)
        case nil: return hosts.isEmpty ? standard : .allow(hosts: hosts)
        }
    }

    /// What reads external data; `nil` where none may be read.
    func fetcher(in context: CommandContext) throws -> WebFetcher? {
        guard case .allow(let hosts) = policy(otherwise: .deny) else { return nil }
        return try WebFetcher(hosts: hosts, in: context)
    }

    /// Where addresses are; `nil` when nobody said.
    func places(in context: CommandContext) throws -> GeoDatabase? {
        guard let geo else { return nil }
        do {
            return try GeoDatabase(file: context.paths.resolve(geo))
        } catch let error as ExternalFailure {
            throw CommandError(
                .badInput, what: "cannot use --geo", why: error.description, remedy: "give an MMDB or CSV file",
                status: .usage)
        }
    }

    /// The same options for another process of this program.
    func arguments(in context: CommandContext) -> [String] {
        var arguments: [String] = []
        if let external { arguments += ["--external", external.rawValue] }
        for host in externalHosts { arguments += ["--external-host", host] }
        if let geo { arguments += ["--geo", context.paths.resolve(geo).path] }
        return arguments
    }
}

/// What `--external` takes.
enum ExternalChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
    case deny, empty, allow
}
