/// Events about accounts, groups, shares and directory objects of the security log.
enum AccountEvents {
    static let all = [
        account(4720, "user account created", "UserAccountCreated"),
        account(4722, "user account enabled", "UserAccountModified"),
        account(4724, "password reset", "UserAccountModified"),
        account(4725, "user account disabled", "UserAccountModified"),
        account(4726, "user account deleted", "UserAccountDeleted"),
        account(4738, "user account changed", "UserAccountModified"),
        group(4731, "local group created", "SecurityGroupCreated"),
        group(4734, "local group deleted", "SecurityGroupDeleted"),
        group(4727, "global group created", "SecurityGroupCreated"),
        group(4730, "global group deleted", "SecurityGroupDeleted"),
        localMember(4732, "member added to a local group", "UserAccountAddedToLocalGroup"),
        localMember(4733, "member removed from a local group", "UserAccountRemovedFromLocalGroup"),
        directoryMember(4728, "member added to a global group"),
        directoryMember(4729, "member removed from a global group"),
        directoryMember(4756, "member added to a universal group"),
        directoryMember(4757, "member removed from a universal group"),
        replication, shareAccess(5140, "share used"), shareAccess(5145, "share object checked"),
        share(5142, "share added", "NetworkShareObjectAdded"),
        share(5143, "share changed", "NetworkShareObjectModified"),
        share(5144, "share deleted", "NetworkShareObjectDeleted"),
    ]

    private static func account(_ eventID: Int, _ title: String, _ action: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            initiator: .subject, required: ["TargetUserName"],
            columns: [
                ("AccountDomain", .lowered("TargetDomainName")), ("AccountName", .lowered("TargetUserName")),
                ("AccountSid", .text("TargetSid")),
            ],
            details: [("EventId", .constant(String(eventID)))]
        )
    }

    private static func group(_ eventID: Int, _ title: String, _ action: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            initiator: .subject, required: ["TargetUserName"], columns: [],
            details: [("GroupName", .text("TargetUserName")), ("GroupSid", .text("TargetSid"))]
        )
    }

    private static func localMember(_ eventID: Int, _ title: String, _ action: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            initiator: .subject, required: ["MemberSid"],
            columns: [("AccountName", .user("MemberName")), ("AccountSid", .text("MemberSid"))],
            details: [("GroupName", .text("TargetUserName")), ("GroupSid", .text("TargetSid"))]
        )
    }

    private static func directoryMember(_ eventID: Int, _ title: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "IdentityDirectoryEvents",
            action: .always("Group Membership changed"), required: ["MemberSid"],
            columns: [
                ("Application", .constant("Active Directory")),
                ("TargetAccountDisplayName", .text("MemberName")),
                ("DestinationDeviceName", .deviceName),
                ("AccountName", .lowered("SubjectUserName")), ("AccountDomain", .lowered("SubjectDomainName")),
                ("AccountSid", .text("SubjectUserSid")),
            ],
            details: [
                (eventID == 4728 || eventID == 4756 ? "TO.GROUP" : "FROM.GROUP", .text("TargetUserName")),
                ("MemberSid", .text("MemberSid")),
            ]
        )
    }

    /// The access rights of directory replication: get changes, get all changes, get changes in a filtered set.
    static let replication = EventMapping(
        source: .security, eventID: 4662, title: "directory replicated", table: "IdentityDirectoryEvents",
        action: .always("Directory Services replication"),
        condition: .contains(
            "Properties",
            [
                "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2", "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2",
                "89e95b76-444d-4c62-991a-0facbeda640c",
            ]
        ),
        columns: [
            ("Application", .constant("Active Directory")), ("DestinationDeviceName", .deviceName),
            ("Protocol", .constant("Drsr")), ("AccountName", .lowered("SubjectUserName")),
            ("AccountDomain", .lowered("SubjectDomainName")), ("AccountSid", .text("SubjectUserSid")),
        ],
        details: [("ObjectName", .text("ObjectName")), ("Properties", .text("Properties"))]
    )

    private static func shareAccess(_ eventID: Int, _ title: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents",
            action: .always("NetworkShareObjectAccessChecked"), initiator: .subject, required: ["ShareName"],
            columns: [
                ("FileName", .fileName("RelativeTargetName")), ("FolderPath", .text("RelativeTargetName")),
                ("AccountDomain", .lowered("SubjectDomainName")), ("AccountName", .lowered("SubjectUserName")),
                ("AccountSid", .text("SubjectUserSid")), ("LogonId", .integer("SubjectLogonId")),
                ("RemoteIP", .address("IpAddress")), ("RemotePort", .integer("IpPort")),
            ],
            details: [
                ("ShareName", .text("ShareName")), ("RelativeTargetName", .text("RelativeTargetName")),
                ("ShareLocalPath", .text("ShareLocalPath")), ("AccessMask", .text("AccessMask")),
            ]
        )
    }

    private static func share(_ eventID: Int, _ title: String, _ action: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            initiator: .subject, required: ["ShareName"], columns: [],
            details: [("ShareName", .text("ShareName")), ("ShareLocalPath", .text("ShareLocalPath"))]
        )
    }
}
