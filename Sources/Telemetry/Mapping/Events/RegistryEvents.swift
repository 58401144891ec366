/// Events about the registry: Sysmon 12, 13, 14; Security 4657.
enum RegistryEvents {
    static let all = [keyOrValue, keyOrValueDeleted, valueSet, renamed, audited]

    static let keyOrValue = EventMapping(
        source: .sysmon, eventID: 12, title: "registry key created or deleted", table: "DeviceRegistryEvents",
        action: .byWord("EventType", ["CreateKey": "RegistryKeyCreated", "DeleteKey": "RegistryKeyDeleted"]),
        initiator: .sysmon, condition: .isNone("EventType", ["DeleteValue"]), required: ["TargetObject", "EventType"],
        columns: [("RegistryKey", .registryKey("TargetObject"))]
    )

    static let keyOrValueDeleted = EventMapping(
        source: .sysmon, eventID: 12, title: "registry value deleted", table: "DeviceRegistryEvents",
        action: .always("RegistryValueDeleted"), initiator: .sysmon,
        condition: .isOne("EventType", ["DeleteValue"]), required: ["TargetObject", "EventType"],
        columns: [
            ("RegistryKey", .registryParent("TargetObject")),
            ("RegistryValueName", .registryValueName("TargetObject")),
            ("PreviousRegistryKey", .registryParent("TargetObject")),
            ("PreviousRegistryValueName", .registryValueName("TargetObject")),
        ]
    )

    static let valueSet = EventMapping(
        source: .sysmon, eventID: 13, title: "registry value set", table: "DeviceRegistryEvents",
        action: .always("RegistryValueSet"), initiator: .sysmon, required: ["TargetObject"],
        columns: [
            ("RegistryKey", .registryParent("TargetObject")),
            ("RegistryValueType", .registryType("Details")),
            ("RegistryValueName", .registryValueName("TargetObject")),
            ("RegistryValueData", .registryData("Details")),
        ]
    )

    static let renamed = EventMapping(
        source: .sysmon, eventID: 14, title: "registry key renamed", table: "DeviceRegistryEvents",
        action: .always("RegistryKeyRenamed"), initiator: .sysmon, required: ["TargetObject"],
        columns: [
            ("RegistryKey", .registryKey("NewName")), ("PreviousRegistryKey", .registryKey("TargetObject")),
        ]
    )

    static let audited = EventMapping(
        source: .security, eventID: 4657, title: "registry value changed, audited", table: "DeviceRegistryEvents",
        action: .byWord(
            "OperationType",
            ["%%1904": "RegistryValueSet", "%%1905": "RegistryValueSet", "%%1906": "RegistryValueDeleted"]
        ),
        initiator: .security, required: ["ObjectName", "OperationType"],
        columns: [
            ("RegistryKey", .registryKey("ObjectName")),
            ("RegistryValueType", .word("NewValueType", registryValueType)),
            ("RegistryValueName", .text("ObjectValueName")), ("RegistryValueData", .text("NewValue")),
            ("PreviousRegistryKey", .registryKey("ObjectName")),
            ("PreviousRegistryValueName", .text("ObjectValueName")),
            ("PreviousRegistryValueData", .text("OldValue")),
        ]
    )

    static let registryValueType = Vocabulary(
        name: "registry value type",
        words: [
            "%%1872": "None", "%%1873": "String", "%%1874": "ExpandString", "%%1875": "Binary", "%%1876": "Dword",
            "%%1879": "MultiString", "%%1883": "Qword",
        ]
    )
}
