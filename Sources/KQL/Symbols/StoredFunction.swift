/// A function that queries can call and whose body is KQL: one that a tenant has saved, or one of the service.
public struct StoredFunction: Sendable, Hashable {
    /// The name as queries write it.
    public var name: String

    /// Parameters and body as a `let` declares them: `(T: (a: long), n: long = 5) { T | take n }`.
    public var text: String

    /// What it is for, in its author's words; nothing depends on it.
    public var summary = ""

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

    /// The name with the parameters: `Recent(T: (a: long), n: long = 5)`.
    public var signature: String {
        var depth = 0
        var header = ""
        for character in text.drop(while: { $0 != "(" }) {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            header.append(character)
            if depth == 0 { break }
        }
        return name + (header.isEmpty ? "()" : header)
    }

    init(builtIn name: String, _ text: String) {
        self.init(name: name, text: text)
        isBuiltIn = true
    }
}
