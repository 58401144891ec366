/// The stream of a piece of evidence.
public struct EvidenceStream: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String?

    enum CodingKeys: String, CodingKey {
        case name
    }

    /// Makes a value of its members.
    public init(
        name: String? = nil
    ) {
        self.name = name
    }
}
