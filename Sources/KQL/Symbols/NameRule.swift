/// How a call names the column that it makes, where its author gives no name; KQL §10.
enum NameRule: Sendable, Hashable {
    /// `Column1`, `Column2`, …
    case none
    /// The name of the first argument.
    case firstArgument
    /// This prefix, an underscore and the name of the first argument; `count_` when it has none.
    case prefix(String)
    /// The name of the argument when there is only one.
    case onlyArgument
    /// These words alone.
    case fixed(String)
}
