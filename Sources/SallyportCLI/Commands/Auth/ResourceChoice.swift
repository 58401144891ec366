import ArgumentParser
import ServiceCore

/// Which API a token is for.
struct ResourceChoice: ParsableArguments {
    @Option(help: "graph, xdr, mde, or an App ID URI.")
    var resource = "graph"

    @Option(
        name: .customLong("scope"), parsing: .singleValue,
        help: "A scope in full; may be repeated. Without it, everything that was consented to.")
    var scopes: [String] = []

    /// The scopes to ask for.
    func scopes(in cloud: Cloud) throws -> Set<Scope> {
        guard scopes.isEmpty else {
            return Set(try scopes.flatMap { try Scope.list(parsing: $0) })
        }
        let identifier: String? =
            switch resource.lowercased() {
            case "graph": cloud.graphResource
            case "xdr", "mtp", "defender": cloud.defenderResource
            case "mde", "atp", "endpoint": cloud.endpointResource
            default: resource.contains(":") ? resource : nil
            }
        guard let identifier, !identifier.isEmpty else {
            throw CommandError(
                .badInput, what: "cannot use --resource \"\(TerminalText.escaped(resource))\"",
                why: "the cloud \(cloud.name) has no such API", remedy: "write graph, xdr, mde or an App ID URI",
                status: .usage)
        }
        return [Scope(rawValue: identifier + "/.default")]
    }
}
