/// Events about connections: Sysmon 3, 22; Security 5152, 5154, 5156, 5157.
enum NetworkEvents {
    static let all = [
        sysmonConnection, allowedConnection, listening, blocked(5152, "packet blocked"),
        blocked(5157, "connection blocked"), dnsAnswer,
    ]

    /// Sysmon and the filtering platform name the side that began as the source, so which side is the device's own
    /// depends on the direction.
    private static func sides(
        _ field: EventField, _ outbound: StaticString, source: EventField, sourcePort: EventField,
        destination: EventField, destinationPort: EventField
    ) -> [(column: String, rule: ValueRule)] {
        [
            ("RemoteIP", .when(field, outbound, .address(destination), .address(source))),
            ("RemotePort", .when(field, outbound, .integer(destinationPort), .integer(sourcePort))),
            ("LocalIP", .when(field, outbound, .address(source), .address(destination))),
            ("LocalPort", .when(field, outbound, .integer(sourcePort), .integer(destinationPort))),
        ]
    }

    private static func kinds(
        _ field: EventField, _ outbound: StaticString, source: EventField, destination: EventField
    ) -> [(column: String, rule: ValueRule)] {
        [
            ("LocalIPType", .when(field, outbound, .addressType(source), .addressType(destination))),
            ("RemoteIPType", .when(field, outbound, .addressType(destination), .addressType(source))),
        ]
    }

    static let sysmonConnection = EventMapping(
        source: .sysmon, eventID: 3, title: "network connection", table: "DeviceNetworkEvents",
        action: .either("Initiated", "true", "ConnectionSuccess", otherwise: "InboundConnectionAccepted"),
        initiator: .sysmon, required: ["Initiated"],
        columns: sides(
            "Initiated", "true", source: "SourceIp", sourcePort: "SourcePort", destination: "DestinationIp",
            destinationPort: "DestinationPort"
        )
            + [
                ("RemoteUrl", .when("Initiated", "true", .lowered("DestinationHostname"), .constant(""))),
                ("Protocol", .word("Protocol", .protocolName)),
            ] + kinds("Initiated", "true", source: "SourceIp", destination: "DestinationIp")
    )

    static let allowedConnection = EventMapping(
        source: .security, eventID: 5156, title: "connection allowed by the filtering platform",
        table: "DeviceNetworkEvents",
        action: .either("Direction", "%%14593", "ConnectionSuccess", otherwise: "InboundConnectionAccepted"),
        initiator: .filtered, required: ["Direction"],
        columns: sides(
            "Direction", "%%14593", source: "SourceAddress", sourcePort: "SourcePort", destination: "DestAddress",
            destinationPort: "DestPort"
        ) + [("Protocol", .word("Protocol", .protocolNumber))]
            + kinds("Direction", "%%14593", source: "SourceAddress", destination: "DestAddress"),
        twin: .sysmonConnection
    )

    static let listening = EventMapping(
        source: .security, eventID: 5154, title: "port opened for listening", table: "DeviceNetworkEvents",
        action: .always("ListeningConnectionCreated"), initiator: .filtered,
        columns: [
            ("LocalIP", .address("SourceAddress")), ("LocalPort", .integer("SourcePort")),
            ("Protocol", .word("Protocol", .protocolNumber)), ("LocalIPType", .addressType("SourceAddress")),
        ]
    )

    private static func blocked(_ eventID: Int, _ title: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents",
            action: .either(
                "Direction", "%%14593", "FirewallOutboundConnectionBlocked",
                otherwise: "FirewallInboundConnectionBlocked"
            ),
            initiator: .filtered, required: ["Direction"],
            columns: sides(
                "Direction", "%%14593", source: "SourceAddress", sourcePort: "SourcePort", destination: "DestAddress",
                destinationPort: "DestPort"
            ),
            details: [("Protocol", .word("Protocol", .protocolNumber))]
        )
    }

    static let dnsAnswer = EventMapping(
        source: .sysmon, eventID: 22, title: "name looked up", table: "DeviceEvents",
        action: .always("DnsQueryResponse"), initiator: .sysmon, required: ["QueryName"],
        columns: [("RemoteUrl", .lowered("QueryName"))],
        details: [
            ("DnsQueryString", .text("QueryName")), ("DnsQueryResult", .text("QueryResults")),
            ("DnsQueryStatus", .integer("QueryStatus")),
        ]
    )
}
