// MARK: Addresses

extension EngineFunction {
    /// A dotted quad, with an optional `/bits` that masks it, as a long; outer blanks allowed; leading zeros and
    /// anything else give NULL.
    public static let parseIPv4 = Self("kql_parse_ipv4", [.text], result: .int64)

    /// Whether the address lies in 10/8, 172.16/12 or 192.168/16; NULL for what is no address.
    public static let ipv4IsPrivate = Self("kql_ipv4_is_private", [.text], result: .boolean)

    /// Whether the address (first) lies in the prefix (second, `a.b.c.d/bits`, or a bare address); NULL where
    /// either is malformed.
    public static let ipv4IsInRange = Self("kql_ipv4_is_in_range", [.text, .text], result: .boolean)

    /// Whether the address (first) lies in any prefix of the JSON array (second); NULL for what is no address;
    /// malformed prefixes are skipped.
    public static let ipv4IsInAnyRange = Self("kql_ipv4_is_in_any_range", [.text, .text], result: .boolean)

    static let allAddresses: [Self] = [
        .parseIPv4, .ipv4IsPrivate, .ipv4IsInRange, .ipv4IsInAnyRange,
    ]
}
