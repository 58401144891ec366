/// The envelope of a list of Microsoft Graph.
public struct GraphList<Element: Sendable>: Sendable {
    /// What the list is of.
    public var context: String?

    /// How many elements the whole list has, when that was asked for.
    public var count: Int?

    /// Where the list goes on; to be called as it is.
    public var nextLink: String?

    /// The elements of this page.
    public var value: [Element]

    enum CodingKeys: String, CodingKey {
        case context = "@odata.context"
        case count = "@odata.count"
        case nextLink = "@odata.nextLink"
        case value
    }

    /// Makes a page.
    public init(value: [Element], context: String? = nil, count: Int? = nil, nextLink: String? = nil) {
        self.context = context
        self.count = count
        self.nextLink = nextLink
        self.value = value
    }
}

extension GraphList: Encodable where Element: Encodable {}
extension GraphList: Decodable where Element: Decodable {}
extension GraphList: Equatable where Element: Equatable {}
extension GraphList: Hashable where Element: Hashable {}

/// The envelope of a single object of Microsoft Graph: the object's members beside `@odata.context`.
public struct GraphEntity<Value: Sendable>: Sendable {
    /// What the object is.
    public var context: String?

    /// The object.
    public var value: Value

    enum CodingKeys: String, CodingKey {
        case context = "@odata.context"
    }

    /// Wraps an object.
    public init(_ value: Value, context: String? = nil) {
        self.context = context
        self.value = value
    }
}

extension GraphEntity: Encodable where Value: Encodable {
    /// Writes the context, then the object's members.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(context, forKey: .context)
        try value.encode(to: encoder)
    }
}

extension GraphEntity: Decodable where Value: Decodable {
    /// Reads the context and the object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        context = try container.decodeIfPresent(String.self, forKey: .context)
        value = try Value(from: decoder)
    }
}

extension GraphEntity: Equatable where Value: Equatable {}
