/// What one expression answers, as the engine's text; nil for null.
func scalar(_ expression: String) throws -> String? {
    try answer("print x = \(expression)")[0][0]
}
