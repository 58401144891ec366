/// Events about PowerShell: 4103, 4104 of its operational log; 800 of the classic one.
enum ScriptEvents {
    static let all = [pipeline, scriptBlock, classicPipeline]

    static let pipeline = EventMapping(
        source: .powerShell, eventID: 4103, title: "PowerShell pipeline run: a row for each command",
        table: "DeviceEvents", action: .always("PowerShellCommand"), initiator: .writer,
        expansion: .powerShellCommands("Payload"),
        columns: [
            ("AccountDomain", .domainOf(.contextLine("User", "ContextInfo"))),
            ("AccountName", .userOf(.contextLine("User", "ContextInfo"))),
            ("ProcessCommandLine", .contextLine("Host Application", "ContextInfo")),
        ],
        details: [("Command", .item(.name)), ("Parameters", .item(.text))]
    )

    static let scriptBlock = EventMapping(
        source: .powerShell, eventID: 4104, title: "PowerShell script block", table: "DeviceEvents",
        action: .always("ScriptContent"), initiator: .writer, required: ["ScriptBlockText"],
        columns: [("FileName", .fileName("Path")), ("FolderPath", .text("Path"))],
        details: [("ScriptContent", .text("ScriptBlockText")), ("ScriptBlockId", .text("ScriptBlockId"))]
    )

    static let classicPipeline = EventMapping(
        source: .classicPowerShell, eventID: 800, title: "PowerShell pipeline run: a row for each command",
        table: "DeviceEvents", action: .always("PowerShellCommand"), expansion: .powerShellCommands("Message"),
        columns: [("ProcessCommandLine", .contextLine("HostApplication", "Message"))],
        details: [("Command", .item(.name)), ("Parameters", .item(.text))], twin: .powerShellPipeline
    )
}
