/// A function that queries can call and whose body is KQL: one that a tenant has saved, or one of the service.
public struct StoredFunction: Sendable, Hashable {
    /// The name as queries write it.
    public var name: String

    /// Parameters and body as a `let` declares them: `(T: (a: long), n: long = 5) { T | take n }`.
    public var text: String

    /// Whether the body may call stored functions, which those of a tenant may not.
    var isBuiltIn = false

    /// Makes a function of its name and its text.
    ///
    /// - Parameters:
    ///   - name: Letters, digits and underscores.
    ///   - text: Parameters in parentheses and a body in braces.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    init(builtIn name: String, _ text: String) {
        self.init(name: name, text: text)
        isBuiltIn = true
    }
}
