import HTTPTypes
import ServiceCore

extension SecurityRoute {
    /// The route table as Markdown; `docs/security-routes.md` holds it between two marks, and a test compares them.
    static var coverageTable: String {
        let head = """
            | Call | Application, one of | User, one of | and a directory role of | Quota of the service |
            |---|---|---|---|---|

            """
        return head + all.map(\.coverageRow).joined()
    }

    private var coverageRow: String {
        let calls = paths.map { path in
            let shown = path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            let version = surface == .graph ? "/v1.0" : ""
            return "`\(method.rawValue) \(version)/\(shown.joined(separator: "/"))`"
        }
        let cells = [
            calls.joined(separator: "<br>"),
            Self.list(requirement.roles),
            Self.list(requirement.scopes),
            userRoles == .readers ? "reader" : "responder",
            quotas.map(\.text).joined(separator: ", "),
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }

    private static func list(_ names: Set<String>) -> String {
        names.sorted().map { "`\($0)`" }.joined(separator: " ")
    }
}

extension CallQuota {
    fileprivate var text: String {
        let span = window == .seconds(60) ? "min" : "h"
        return "\(calls)/\(span) per \(sharing == .tenant ? "tenant" : "application")"
    }
}
