/// A plugin whose meaning is written in KQL over prepared columns.
///
/// The rows are handed to the body as `T`, with what the call names as columns `$id`, `$time`, `$value` and so on, and
/// its dimensions as `$d0`, `$d1`, …; constants are lets under their own names.
struct PluginTemplate: Sendable {
    /// What an argument is.
    enum Argument: Sendable {
        /// An expression over the rows, under a name.
        case column(String)
        /// A constant, under a name.
        case constant(String)
        /// A constant that may be left out, under a name; the body is told by the number of arguments before dimensions.
        case option(String)
        /// Columns that divide the rows; any number, at the end.
        case dimensions
    }

    /// A column of the result.
    enum Output: Sendable {
        /// A column of the body under a name of its own.
        case named(String, as: String)
        /// A column of the body under the name of an argument's column, with a text before it.
        case like(String, argument: Int, prefix: String = "")
        /// The dimensions under their names.
        case dimensions
    }

    /// The ways to call it, the one with the most arguments last; what is left out is computed by the body.
    var calls: [[Argument]]
    var outputs: [Output]
    /// Whether a table may stand at the end of a call.
    var takesTable = false
    /// The body for so many dimensions and so many arguments.
    var body: @Sendable (_ dimensions: Dimensions, _ count: Int) -> String

    /// How the dimensions are spelt in a body.
    struct Dimensions: Sendable {
        let count: Int
        /// Whether the call ends with a table, which is `lookback` in the body, its ids as `$id`.
        var hasTable = false

        private var names: [String] { (0..<count).map { "['$d\($0)']" } }

        /// `, ['$d0'], ['$d1']`.
        var more: String { names.map { ", " + $0 }.joined() }

        /// ` by ['$d0'], ['$d1']` where there are any.
        var by: String { count == 0 ? "" : " by " + names.joined(separator: ", ") }

        /// Whether the row before is of other dimensions.
        var changed: String {
            count == 0 ? "false" : names.map { "\($0) != prev(\($0))" }.joined(separator: " or ")
        }

        /// `['$d0'] asc, `.
        var order: String { names.map { $0 + " asc, " }.joined() }
    }
}
