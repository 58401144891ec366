/// Events about files, drivers, images and pipes: Sysmon 2, 6, 7, 11, 15, 17, 18, 23, 26, 29.
enum FileEvents {
    static let all = [
        creationTimeChanged, driverLoaded, imageLoaded, created, streamCreated,
        pipe(17, "pipe created", "File created", "Server"), pipe(18, "pipe opened", "File opened", "Client"),
        deleted(23, "file deleted, copy kept"), deleted(26, "file deleted"), executableCreated,
    ]

    private static let target: [(column: String, rule: ValueRule)] = [
        ("FileName", .fileName("TargetFilename")), ("FolderPath", .text("TargetFilename")),
    ]

    private static let targetHashes: [(column: String, rule: ValueRule)] = [
        ("SHA1", .hash(.sha1, "Hashes")), ("SHA256", .hash(.sha256, "Hashes")), ("MD5", .hash(.md5, "Hashes")),
    ]

    static let creationTimeChanged = EventMapping(
        source: .sysmon, eventID: 2, title: "creation time of a file changed", table: "DeviceEvents",
        action: .always("FileTimestampModificationEvent"), initiator: .sysmon, required: ["TargetFilename"],
        columns: target,
        details: [
            ("CreationTime", .time("CreationUtcTime")), ("PreviousCreationTime", .time("PreviousCreationUtcTime")),
        ]
    )

    static let driverLoaded = EventMapping(
        source: .sysmon, eventID: 6, title: "driver loaded", table: "DeviceEvents", action: .always("DriverLoad"),
        required: ["ImageLoaded"],
        columns: [("FileName", .fileName("ImageLoaded")), ("FolderPath", .text("ImageLoaded"))] + targetHashes,
        details: [("Signature", .text("Signature")), ("SignatureStatus", .text("SignatureStatus"))]
    )

    static let imageLoaded = EventMapping(
        source: .sysmon, eventID: 7, title: "image loaded", table: "DeviceImageLoadEvents",
        action: .always("ImageLoaded"), initiator: .sysmon, required: ["ImageLoaded"],
        columns: [("FileName", .fileName("ImageLoaded")), ("FolderPath", .text("ImageLoaded"))] + targetHashes
    )

    static let created = EventMapping(
        source: .sysmon, eventID: 11, title: "file created", table: "DeviceFileEvents", action: .always("FileCreated"),
        initiator: .sysmon, required: ["TargetFilename"], columns: target,
        details: [("CreationTime", .time("CreationUtcTime"))]
    )

    static let streamCreated = EventMapping(
        source: .sysmon, eventID: 15, title: "file stream created", table: "DeviceFileEvents",
        action: .always("FileCreated"), initiator: .sysmon, required: ["TargetFilename"],
        columns: target + [
            ("SHA1", .hash(.sha1, "Hash")), ("SHA256", .hash(.sha256, "Hash")), ("MD5", .hash(.md5, "Hash")),
            ("FileOriginUrl", .pair("HostUrl", "Contents")),
            ("FileOriginReferrerUrl", .pair("ReferrerUrl", "Contents")),
        ],
        details: [("StreamContents", .text("Contents"))]
    )

    static let executableCreated = EventMapping(
        source: .sysmon, eventID: 29, title: "executable file created", table: "DeviceFileEvents",
        action: .always("FileCreated"), initiator: .sysmon, required: ["TargetFilename"],
        columns: target + targetHashes, details: [("IsExecutable", .constant("true"))]
    )

    private static func deleted(_ eventID: Int, _ title: String) -> EventMapping {
        EventMapping(
            source: .sysmon, eventID: eventID, title: title, table: "DeviceFileEvents", action: .always("FileDeleted"),
            initiator: .sysmon, required: ["TargetFilename"], columns: target + targetHashes,
            details: [("IsExecutable", .boolean("IsExecutable"))]
        )
    }

    private static func pipe(_ eventID: Int, _ title: String, _ operation: String, _ end: String) -> EventMapping {
        EventMapping(
            source: .sysmon, eventID: eventID, title: title, table: "DeviceEvents", action: .always("NamedPipeEvent"),
            initiator: .sysmon, required: ["PipeName"], columns: [],
            details: [
                ("PipeName", .text("PipeName")), ("FileOperation", .constant(operation)),
                ("NamedPipeEnd", .constant(end)),
            ]
        )
    }
}
