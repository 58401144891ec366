/// An implementation does not keep the contract of its seam.
public struct ContractViolation: Error, CustomStringConvertible {
    /// Which rule, and what was seen.
    public let description: String

    /// Makes a violation.
    public init(_ description: String) { self.description = description }

    static func require(_ condition: Bool, _ rule: String) throws {
        guard condition else { throw ContractViolation(rule) }
    }
}
