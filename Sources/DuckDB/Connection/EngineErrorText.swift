/// The engine's error text, which begins with the kind of error.
///
/// The interface gives a kind beside the text only for results, not for statements and pending results; the
/// prefix is the one thing that all three share.
struct EngineErrorText {
    let text: String

    init(_ text: String) { self.text = text }

    func error(or code: DuckDBError.Code) -> DuckDBError {
        DuckDBError(knownCode ?? code, text)
    }

    private var knownCode: DuckDBError.Code? {
        if text.hasPrefix("INTERRUPT") { return .interrupted }
        if text.hasPrefix("Out of Memory") || text.contains(DuckDBError.valuesTooLarge) { return .outOfMemory }
        if text.hasPrefix("Permission Error") { return .notPermitted }
        if text.hasPrefix("Parser Error") || text.hasPrefix("Binder Error") || text.hasPrefix("Catalog Error") {
            return .invalidStatement
        }
        return nil
    }
}
