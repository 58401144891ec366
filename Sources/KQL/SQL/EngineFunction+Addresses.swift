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

    /// Where an address is, as a bag of `country`, `state`, `city`, `latitude` and `longitude`, by the table or file
    /// that the host has given; a bag without members where it has given none or the address is in none of its ranges;
    /// NULL for what is no address.
    public static let geoInfo = Self("kql_geo_info", [.text], result: .text)

    /// As ``parseIPv4`` with at most so many bits (second); NULL outside of 0 to 32.
    public static let parseIPv4Mask = Self("kql_parse_ipv4_mask", [.text, .int64], result: .int64)

    /// The 128 bits of an IPv6 or IPv4 address (which gets the prefix `::ffff:`), masked by its own `/bits` and by the
    /// second argument, as eight groups of four hexadecimal digits; the empty text for anything else.
    public static let parseIPv6 = Self("kql_parse_ipv6", [.text, .int64], result: .text)

    /// -1, 0 or 1 by the order of two IPv4 addresses under the shortest of their prefixes and the third argument; NULL
    /// where one is malformed or the third is outside of 0 to 32.
    public static let ipv4Compare = Self("kql_ipv4_compare", [.text, .text, .int64], result: .int64)

    /// As ``ipv4Compare`` for IPv6 and IPv4 addresses; the third argument counts from 0 to 128.
    public static let ipv6Compare = Self("kql_ipv6_compare", [.text, .text, .int64], result: .int64)

    /// As ``ipv4IsInRange`` for IPv6 and IPv4 addresses.
    public static let ipv6IsInRange = Self("kql_ipv6_is_in_range", [.text, .text], result: .boolean)

    /// As ``ipv4IsInAnyRange`` for IPv6 and IPv4 addresses.
    public static let ipv6IsInAnyRange = Self("kql_ipv6_is_in_any_range", [.text, .text], result: .boolean)

    /// The bits of the prefix of an IPv4 address, 32 without one; NULL for what is no address.
    public static let ipv4Suffix = Self("kql_ipv4_suffix", [.text], result: .int64)

    /// The fewest prefixes that cover the addresses from the first to the second, as a JSON array; NULL where one is
    /// malformed.
    public static let ipv4Prefixes = Self("kql_ipv4_prefixes", [.text, .text], result: .text)

    /// The dotted quad of an address, or of a number in decimal digits (first), masked to so many bits (second); the
    /// empty text for anything else.
    public static let formatIPv4 = Self("kql_format_ipv4", [.text, .int64], result: .text)

    /// As ``formatIPv4`` with the bits behind a slash.
    public static let formatIPv4Mask = Self("kql_format_ipv4_mask", [.text, .int64], result: .text)

    /// Whether the address (second) stands in the text (first) with neither letter nor digit beside it; false for what
    /// is no address.
    public static let hasIPv4 = Self("kql_has_ipv4", [.text, .text], result: .boolean)

    /// As ``hasIPv4`` for an address that begins with the second, which ends in a dot or is whole.
    public static let hasIPv4Prefix = Self("kql_has_ipv4_prefix", [.text, .text], result: .boolean)

    /// As ``hasIPv4`` for any address of a JSON array.
    public static let hasAnyIPv4 = Self("kql_has_any_ipv4", [.text, .text], result: .boolean)

    /// As ``hasIPv4Prefix`` for any of a JSON array.
    public static let hasAnyIPv4Prefix = Self("kql_has_any_ipv4_prefix", [.text, .text], result: .boolean)

    static let allAddresses: [Self] = [
        .parseIPv4, .ipv4IsPrivate, .ipv4IsInRange, .ipv4IsInAnyRange, .parseIPv4Mask, .parseIPv6, .ipv4Compare,
        .ipv6Compare, .ipv6IsInRange, .ipv6IsInAnyRange, .ipv4Suffix, .ipv4Prefixes, .formatIPv4, .formatIPv4Mask,
        .hasIPv4, .hasIPv4Prefix, .hasAnyIPv4, .hasAnyIPv4Prefix,
        .geoInfo,
    ]
}
