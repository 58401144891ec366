import Testing

@Suite("Addresses answer as KQL §13 says", .needsEngine)
struct AddressAnswerTests {
    static let answers: [(String, String?)] = [
        ("ipv4_is_match('192.168.1.1/24', '192.168.1.255')", "true"),
        ("ipv4_is_match('192.168.1.1', '192.168.1.0', 31)", "true"),
        ("ipv4_is_match('192.168.1.1', 'x')", nil), ("ipv4_is_match('1.1.1.1', '1.1.1.1', 33)", nil),
        ("ipv4_compare('10.0.0.1', '10.0.0.2')", "-1"), ("ipv4_compare('10.0.1.0/24', '10.0.0.9')", "1"),
        ("ipv4_netmask_suffix('10.1.2.3')", "32"), ("ipv4_netmask_suffix('192.168.1.1/24')", "24"),
        (
            "ipv4_range_to_cidr_list('1.1.128.0', '1.1.140.255')",
            #"["1.1.128.0/21","1.1.136.0/22","1.1.140.0/24"]"#
        ),
        ("ipv4_range_to_cidr_list('0.0.0.0', '255.255.255.255')", #"["0.0.0.0/0"]"#),
        ("parse_ipv4_mask('192.168.1.1', 24)", "3232235776"), ("parse_ipv4_mask('192.168.1.1', 33)", nil),
        ("format_ipv4('192.168.1.1', 24)", "192.168.1.0"), ("format_ipv4_mask('192.168.1.1/24', 32)", "192.168.1.0/24"),
        ("format_ipv4(3232235777)", "192.168.1.1"), ("format_ipv4('192.168.1.1', -1)", ""), ("format_ipv4('x')", ""),
        ("parse_ipv6('192.168.255.255/24')", "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
        ("parse_ipv6('fe80::85d:e82c:9446:7994')", "fe80:0000:0000:0000:085d:e82c:9446:7994"),
        ("parse_ipv6('::')", "0000:0000:0000:0000:0000:0000:0000:0000"), ("parse_ipv6('1:2:3')", ""),
        ("parse_ipv6('1::2::3')", ""),
        ("parse_ipv6_mask('fe80::85d:e82c:9446:7994/120', 124)", "fe80:0000:0000:0000:085d:e82c:9446:7900"),
        ("parse_ipv6_mask('::192.168.255.255/24', 128)", "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
        ("ipv6_is_match('192.168.1.1', '::ffff:c0a8:0101')", "true"),
        ("ipv6_compare('fe80::1', 'fe80::2')", "-1"), ("ipv6_compare('fe80::1', 'fe80::2', 120)", "0"),
        ("ipv6_is_in_range('2001:db8::1', '2001:db8::/32')", "true"),
        ("ipv6_is_in_any_range('2001:db9::1', '2001:db8::/32', '10.0.0.0/8')", "false"),
        ("ipv6_is_in_any_range('10.1.1.1', dynamic(['10.0.0.0/8']))", "true"),
        ("has_ipv4('05:04:54 127.0.0.1 GET', '127.0.0.1')", "true"),
        ("has_ipv4('05:04:54127.0.0.1 GET', '127.0.0.1')", "false"),
        ("has_ipv4('127.0.0.256', '127.0.0.256')", "false"), ("has_ipv4('127.0.0.10', '127.0.0.1')", "false"),
        ("has_ipv4_prefix('x 127.0.0.1.', '127.0.')", "true"), ("has_ipv4_prefix('x 127.0.0.1', '127.0')", "false"),
        ("has_any_ipv4('a 10.0.0.1', '10.0.0.2', '10.0.0.1')", "true"),
        ("has_any_ipv4_prefix('a 10.0.0.1', dynamic(['11.', '10.']))", "true"),
    ]

    @Test("answers", arguments: answers)
    func value(_ expression: String, _ expected: String?) throws {
        #expect(try scalar(expression) == expected)
    }
}
