import Testing

@Suite("kql.md §13: IPv4", .needsEngine)
struct AddressTests {
    @Test(
        "addresses and prefixes",
        arguments: [
            Case("kql_parse_ipv4('1.2.3.4')", "16909060"), Case("kql_parse_ipv4('1.2.3.4/24')", "16909056"),
            Case("kql_parse_ipv4(' 1.2.3.4 ')", "16909060"), Case("kql_parse_ipv4('1.2.3.04')", nil),
            Case("kql_parse_ipv4('1.2.3')", nil), Case("kql_parse_ipv4('1.2.3.256')", nil),
            Case("kql_parse_ipv4('1.2.3.4/33')", nil),
            Case("kql_ipv4_is_private('10.1.2.3')", "true"), Case("kql_ipv4_is_private('172.32.0.1')", "false"),
            Case("kql_ipv4_is_private('192.168.0.1')", "true"), Case("kql_ipv4_is_private('::1')", nil),
            Case("kql_ipv4_is_in_range('10.1.2.3', '10.1.0.0/16')", "true"),
            Case("kql_ipv4_is_in_range('10.2.2.3', '10.1.0.0/16')", "false"),
            Case("kql_ipv4_is_in_range('10.2.2.3', '0.0.0.0/0')", "true"),
            Case("kql_ipv4_is_in_range('x', '10.1.0.0/16')", nil),
            Case("kql_ipv4_is_in_any_range('10.1.2.3', '[\"1.1.1.1\",\"bad\",\"10.0.0.0/8\"]')", "true"),
        ])
    func addresses(item: Case) throws { try item.check() }
}
