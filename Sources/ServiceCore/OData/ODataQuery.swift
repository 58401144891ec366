import Foundation

/// The query options of a list, as a value that parses and prints.
public struct ODataQuery: Sendable, Hashable {
    /// One key of an order.
    public struct Order: Sendable, Hashable {
        /// The property, with slashes for a path.
        public var property: String
        /// Whether great values come first.
        public var isDescending: Bool

        /// Makes a key.
        public init(_ property: String, isDescending: Bool = false) {
            self.property = property
            self.isDescending = isDescending
        }
    }

    /// An option that is none of OData's own.
    public struct Custom: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value, not encoded.
        public var value: String

        /// Makes an option.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `$filter`.
    public var filter: ODataFilter?
    /// `$top`: how many elements at most, 0 or more.
    public var top: Int?
    /// `$skip`: how many elements to leave out, 0 or more.
    public var skip: Int?
    /// `$orderby`.
    public var orderBy: [Order]
    /// `$select`.
    public var select: [String]
    /// `$expand`: each item with its own options in parentheses, if any.
    public var expand: [String]
    /// `$count`.
    public var count: Bool?
    /// `$search`.
    public var search: String?
    /// `$skiptoken`: where a list goes on.
    public var skipToken: String?
    /// Everything else, in the order of the text.
    public var custom: [Custom]

    /// Makes options; without arguments there are none.
    public init(
        filter: ODataFilter? = nil,
        top: Int? = nil,
        skip: Int? = nil,
        orderBy: [Order] = [],
        select: [String] = [],
        expand: [String] = [],
        count: Bool? = nil,
        search: String? = nil,
        skipToken: String? = nil,
        custom: [Custom] = []
    ) {
        self.filter = filter
        self.top = top
        self.skip = skip
        self.orderBy = orderBy
        self.select = select
        self.expand = expand
        self.count = count
        self.search = search
        self.skipToken = skipToken
        self.custom = custom
    }

    /// Reads the query of a URL, percent-encoded and without the question mark.
    ///
    /// Names of OData's own options are read in any letter case; `+` is a space.
    ///
    /// - Throws: ``ParsingError`` for a value that an option does not take, an option given twice, or an unknown option
    ///   that begins with `$`.
    public init(parsing query: String) throws {
        self.init()
        var seen: Set<String> = []
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0])
            let value = parts.count > 1 ? Self.decoded(parts[1]) : ""
            guard name.hasPrefix("$") else {
                custom.append(Custom(name: name, value: value))
                continue
            }
            let key = name.lowercased()
            guard seen.insert(key).inserted else {
                throw ParsingError(code: .queryOption, message: "The query option \(key) is given twice.")
            }
            try set(key, value)
        }
    }

    private mutating func set(_ key: String, _ value: String) throws {
        switch key {
        case "$filter": filter = try ODataFilter(parsing: value)
        case "$top": top = try Self.number(key, value)
        case "$skip": skip = try Self.number(key, value)
        case "$orderby": orderBy = try Self.items(value).map { try Self.order($0) }
        case "$select": select = Self.items(value)
        case "$expand": expand = Self.items(value)
        case "$count":
            guard ["true", "false"].contains(value.lowercased()) else {
                throw ParsingError(code: .queryOption, message: "$count is true or false.")
            }
            count = value.lowercased() == "true"
        case "$search": search = value
        case "$skiptoken": skipToken = value
        case "$format": break
        default:
            throw ParsingError(
                code: .queryOption,
                message: "The query option “\(DisplayText.clean(key, limit: 40))” is not known."
            )
        }
    }

    /// The options with their names, not encoded, in a fixed order.
    public var items: [Custom] {
        var items: [Custom] = []
        func add(_ name: String, _ value: String?) {
            if let value { items.append(Custom(name: name, value: value)) }
        }
        func joined(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: ",") }
        add("$filter", filter?.description)
        add("$search", search)
        add("$orderby", joined(orderBy.map { $0.property + ($0.isDescending ? " desc" : "") }))
        add("$top", top.map(String.init))
        add("$skip", skip.map(String.init))
        add("$select", joined(select))
        add("$expand", joined(expand))
        add("$count", count.map { $0 ? "true" : "false" })
        add("$skiptoken", skipToken)
        return items + custom
    }

    /// The query of a URL, percent-encoded, without question mark; empty without options.
    public var percentEncoded: String {
        items.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    /// A path with these options behind it.
    public func appended(to path: String) -> String {
        let query = percentEncoded
        guard !query.isEmpty else { return path }
        return path + (path.contains("?") ? "&" : "?") + query
    }

    private static func number(_ key: String, _ value: String) throws -> Int {
        guard let number = Int(value), number >= 0 else {
            throw ParsingError(code: .queryOption, message: "\(key) is a whole number of 0 or more.")
        }
        return number
    }

    private static func order(_ text: String) throws -> Order {
        let words = text.split(separator: " ")
        guard let property = words.first, words.count <= 2,
            ["", "asc", "desc"].contains(words.dropFirst().first?.lowercased() ?? "")
        else {
            throw ParsingError(code: .queryOption, message: "A key of $orderby is a property, then asc or desc.")
        }
        return Order(String(property), isDescending: words.dropFirst().first?.lowercased() == "desc")
    }

    /// Divides at commas that stand outside of parentheses and quotes.
    private static func items(_ text: String) -> [String] {
        var items: [String] = []
        var current = ""
        var depth = 0
        var isQuoted = false
        for character in text {
            switch character {
            case "'": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted: depth -= 1
            case "," where !isQuoted && depth == 0:
                items.append(current)
                current = ""
                continue
            default: break
            }
            current.append(character)
        }
        items.append(current)
        return items.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }

    private static func encoded(_ text: String) -> String { FormEncoding.percentEncoded(text, keeping: "$,/():'") }
}
