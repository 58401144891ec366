import ArgumentParser
import ServiceCore

/// What an application may do.
struct PermissionOptions: ParsableArguments {
    @Option(
        name: .customLong("for"), parsing: .singleValue,
        help: "What it is for, separated by commas: incidents, incidents-write, hunting, alerts, machines, …")
    var purposes: [String] = []

    @Option(
        name: .customLong("permission"), parsing: .singleValue,
        help: "A permission: NAME of Graph, or graph/NAME, xdr/NAME, mde/NAME; may be repeated.")
    var permissions: [String] = []

    /// The values of `--for`, split at commas.
    var purposeNames: [String] {
        purposes.flatMap { $0.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) } }
    }

    func validate() throws {
        for purpose in purposeNames where PermissionPurpose.named(purpose) == nil {
            let known = PermissionPurpose.all.map(\.name)
            let hint = Spelling.nearest(to: purpose, in: known).map { " Did you mean \($0)?" } ?? ""
            throw ValidationError("“\(purpose)” is no purpose; known are \(known.joined(separator: ", ")).\(hint)")
        }
    }
}
