/// A scalar function of our own that SQL can call.
///
/// The body is called with up to 2,048 rows at a time, from the engine's threads, several at once: it must not
/// lock for long, nor keep views of what it is given. Constant arguments arrive as columns in which all rows
/// share one text; ``FunctionInput/constantText(_:)`` finds that out, so that a body prepares a constant once
/// for a chunk.
///
/// Nulls are the body's business: a row that it writes nothing for is null when an argument is null and
/// `nullsGiveNull` is set; otherwise the body says so itself.
package struct ScalarFunction: Sendable {
    package var name: String
    package var parameters: [ColumnType]
    /// The type of further arguments, in any number.
    package var variadic: ColumnType?
    package var result: ColumnType
    /// Whether two calls with the same arguments may differ.
    package var isVolatile: Bool
    /// Bytes of text that one call may write; the engine does not count them.
    package var outputLimit: Int
    package var body: @Sendable (FunctionInput, FunctionOutput) throws -> Void

    package init(
        name: String,
        parameters: [ColumnType],
        variadic: ColumnType? = nil,
        result: ColumnType,
        isVolatile: Bool = false,
        outputLimit: Int = 256 << 20,
        body: @escaping @Sendable (FunctionInput, FunctionOutput) throws -> Void
    ) {
        self.name = name
        self.parameters = parameters
        self.variadic = variadic
        self.result = result
        self.isVolatile = isVolatile
        self.outputLimit = outputLimit
        self.body = body
    }
}
