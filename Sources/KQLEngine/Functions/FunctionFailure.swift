/// A fault of an argument that fails the whole query: a pattern or a format that cannot be read.
///
/// The engine hands the text of the failure on as text, so it carries a mark by which execution tells a fault of
/// the query from a fault of ours.
struct FunctionFailure: Error, CustomStringConvertible {
    static let mark = "kql-argument: "
    let message: String

    init(_ message: String) { self.message = message }

    var description: String { Self.mark + message }
}
