import ArgumentParser

/// Which API a token is for.
struct ResourceChoice: ParsableArguments {
    @Option(help: "graph, xdr, mde, or an App ID URI.")
    var resource = "graph"

    @Option(
        name: .customLong("scope"), parsing: .singleValue,
        help: "A scope in full; may be repeated. Without it, everything that was consented to.")
    var scopes: [String] = []
}
