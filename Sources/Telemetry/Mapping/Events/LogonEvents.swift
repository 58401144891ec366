/// Events about logons: Security 4624, 4625, 4648 on devices; 4768, 4769, 4771, 4776 on domain controllers.
enum LogonEvents {
    static let all = [success, failure, explicitCredentials, ticketGranting, serviceTicket, preAuthentication, ntlm]

    private static let target: [(column: String, rule: ValueRule)] = [
        ("LogonType", .word("LogonType", .logonType)),
        ("AccountDomain", .lowered("TargetDomainName")), ("AccountName", .lowered("TargetUserName")),
        ("AccountSid", .text("TargetUserSid")),
        ("Protocol", .text("AuthenticationPackageName")),
        ("RemoteDeviceName", .lowered("WorkstationName")),
        ("RemoteIP", .address("IpAddress")), ("RemoteIPType", .addressType("IpAddress")),
        ("RemotePort", .integer("IpPort")),
    ]

    static let success = EventMapping(
        source: .security, eventID: 4624, title: "logon", table: "DeviceLogonEvents", action: .always("LogonSuccess"),
        initiator: .security, required: ["TargetUserName"],
        columns: target + [
            ("IsLocalAdmin", .boolean("ElevatedToken")), ("LogonId", .integer("TargetLogonId")),
        ],
        details: [("LogonProcess", .text("LogonProcessName"))]
    )

    static let failure = EventMapping(
        source: .security, eventID: 4625, title: "logon failed", table: "DeviceLogonEvents",
        action: .always("LogonFailed"), initiator: .security, required: ["TargetUserName"],
        columns: target + [
            (
                "FailureReason",
                .when("SubStatus", "0x0", .word("Status", .logonFailure), .word("SubStatus", .logonFailure))
            )
        ],
        details: [("Status", .text("Status")), ("SubStatus", .text("SubStatus"))]
    )

    static let explicitCredentials = EventMapping(
        source: .security, eventID: 4648, title: "logon tried with explicit credentials", table: "DeviceLogonEvents",
        action: .always("LogonAttempted"), initiator: .security, required: ["TargetUserName"],
        columns: [
            ("AccountDomain", .lowered("TargetDomainName")), ("AccountName", .lowered("TargetUserName")),
            ("RemoteDeviceName", .lowered("TargetServerName")),
            ("RemoteIP", .address("IpAddress")), ("RemoteIPType", .addressType("IpAddress")),
            ("RemotePort", .integer("IpPort")),
        ],
        details: [("TargetInfo", .text("TargetInfo"))]
    )

    /// Columns of IdentityLogonEvents that all events of a domain controller share.
    private static func identity(_ type: String, _ protocolName: String) -> [(column: String, rule: ValueRule)] {
        [
            ("Application", .constant("Active Directory")), ("LogonType", .constant(type)),
            ("Protocol", .constant(protocolName)), ("AccountName", .user("TargetUserName")),
            ("AccountDomain", .first([.lowered("TargetDomainName"), .domain("TargetUserName")])),
            ("AccountSid", .first([.text("TargetSid"), .sid("TargetUserName")])),
            ("IPAddress", .address("IpAddress")), ("Port", .integer("IpPort")),
            ("DestinationDeviceName", .deviceName),
        ]
    }

    static let ticketGranting = EventMapping(
        source: .security, eventID: 4768, title: "Kerberos ticket-granting ticket", table: "IdentityLogonEvents",
        action: .either("Status", "0x0", "LogonSuccess", otherwise: "LogonFailed"), required: ["TargetUserName"],
        columns: identity("Credentials Validation", "Kerberos") + [
            ("FailureReason", .when("Status", "0x0", .constant(""), .word("Status", .kerberosStatus)))
        ],
        details: [("TicketEncryptionType", .text("TicketEncryptionType")), ("PreAuthType", .text("PreAuthType"))]
    )

    static let serviceTicket = EventMapping(
        source: .security, eventID: 4769, title: "Kerberos service ticket", table: "IdentityLogonEvents",
        action: .either("Status", "0x0", "LogonSuccess", otherwise: "LogonFailed"), required: ["TargetUserName"],
        columns: identity("Resource Access", "Kerberos") + [
            ("TargetDeviceName", .lowered("ServiceName")),
            ("FailureReason", .when("Status", "0x0", .constant(""), .word("Status", .kerberosStatus))),
        ],
        details: [("ServiceName", .text("ServiceName")), ("TicketEncryptionType", .text("TicketEncryptionType"))]
    )

    static let preAuthentication = EventMapping(
        source: .security, eventID: 4771, title: "Kerberos pre-authentication failed", table: "IdentityLogonEvents",
        action: .always("LogonFailed"), required: ["TargetUserName"],
        columns: identity("Failed Logon", "Kerberos") + [("FailureReason", .word("Status", .kerberosStatus))]
    )

    static let ntlm = EventMapping(
        source: .security, eventID: 4776, title: "NTLM credentials checked", table: "IdentityLogonEvents",
        action: .either("Status", "0x0", "LogonSuccess", otherwise: "LogonFailed"), required: ["TargetUserName"],
        columns: identity("Credentials Validation", "Ntlm") + [
            ("DeviceName", .lowered("Workstation")),
            ("FailureReason", .when("Status", "0x0", .constant(""), .word("Status", .logonFailure))),
        ]
    )
}
