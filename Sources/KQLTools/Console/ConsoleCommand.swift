/// What a line that begins with a point asks of the console itself.
package enum ConsoleCommand: Sendable, Hashable {
    case help
    case tables(String)
    case functions(String)
    case schema(String)
    case mode(String)
    case quit
    case unknown(String)

    /// Reads a line; `nil` for a query.
    package init?(_ line: String) {
        if line == "exit" || line == "quit" {
            self = .quit
            return
        }
        guard line.hasPrefix("."), !line.hasPrefix("..") else { return nil }
        let words = line.dropFirst().split(separator: " ").map(String.init)
        let argument = words.dropFirst().joined(separator: " ")
        switch words.first {
        case "help", "h", "?": self = .help
        case "tables", "t": self = .tables(argument)
        case "functions", "f": self = .functions(argument)
        case "schema", "s": self = .schema(argument)
        case "mode", "m": self = .mode(argument)
        case "quit", "exit", "q": self = .quit
        default: self = .unknown(words.first ?? "")
        }
    }

    package static let manual = """
        A query runs when Enter ends a line that is whole. Text of several lines runs after an empty line or a semicolon;
        a line that ends with | goes on by itself, Alt-Enter always begins a new one.
          Tab             completes tables, columns, operators, functions
          Up, Down        earlier queries
          Ctrl-C          gives up the text, or ends the query that runs
          Ctrl-D          leaves
          .tables [part]  tables of that name
          .functions      those of --functions or of the tenant; .functions part
          .schema TABLE   its columns
          .mode FORM      table, json, jsonl or csv
          .quit           leaves

        """
}
