import KQL

/// A mapping made ready for use: columns resolved to positions.
struct PlannedMapping: Sendable {
    let mapping: EventMapping
    let layout: RowLayout
    let columns: [(index: Int, type: ScalarType, rule: ValueRule)]
    let timestamp: Int?
    let deviceID: Int?
    /// Set only in tables of devices; in others `DeviceName` is the device that an activity came from.
    let deviceName: Int?
    let actionType: Int?
    let reportID: Int?
    let isReportIDText: Bool
    let additionalFields: Int?
    let initiator: InitiatorColumns

    init?(_ mapping: EventMapping) {
        guard let layout = RowLayout(table: mapping.table) else { return nil }
        self.mapping = mapping
        self.layout = layout
        columns = mapping.columns.compactMap { entry in
            layout.index(entry.column).map { ($0, layout.types[$0], entry.rule) }
        }
        timestamp = layout.index("Timestamp")
        deviceID = layout.index("DeviceId")
        deviceName = deviceID == nil ? nil : layout.index("DeviceName")
        actionType = layout.index("ActionType")
        reportID = layout.index("ReportId")
        isReportIDText = reportID.map { layout.types[$0] == .string } ?? false
        additionalFields = layout.index("AdditionalFields")
        initiator = InitiatorColumns(layout)
    }
}

/// Positions of the `InitiatingProcess…` columns of a table.
struct InitiatorColumns: Sendable {
    let accountDomain, accountName, accountSID, logonID, integrity, elevation: Int?
    let sha1, sha256, md5, fileName, company, product, version, originalName, fileDescription: Int?
    let processID, commandLine, creation, folderPath, parentID, parentFileName, parentCreation: Int?
    let sessionID, uniqueID: Int?

    init(_ layout: RowLayout) {
        func index(_ name: String) -> Int? { layout.index("InitiatingProcess" + name) }
        accountDomain = index("AccountDomain")
        accountName = index("AccountName")
        accountSID = index("AccountSid")
        logonID = index("LogonId")
        integrity = index("IntegrityLevel")
        elevation = index("TokenElevation")
        sha1 = index("SHA1")
        sha256 = index("SHA256")
        md5 = index("MD5")
        fileName = index("FileName")
        company = index("VersionInfoCompanyName")
        product = index("VersionInfoProductName")
        version = index("VersionInfoProductVersion")
        originalName = index("VersionInfoOriginalFileName")
        fileDescription = index("VersionInfoFileDescription")
        processID = index("Id")
        commandLine = index("CommandLine")
        creation = index("CreationTime")
        folderPath = index("FolderPath")
        parentID = index("ParentId")
        parentFileName = index("ParentFileName")
        parentCreation = index("ParentCreationTime")
        sessionID = index("SessionId")
        uniqueID = index("UniqueId")
    }

    /// Fills the columns from a process.
    func fill(_ values: inout [HuntingValue], from process: ProcessRecord) {
        func text(_ index: Int?, _ text: String) {
            if let index, !text.isEmpty { values[index] = .text(text) }
        }
        func number(_ index: Int?, _ number: Int64?) {
            if let index, let number { values[index] = .integer(number) }
        }
        func time(_ index: Int?, _ ticks: Int64?) {
            if let index, let ticks { values[index] = .ticks(ticks) }
        }
        text(accountDomain, process.account.domain)
        text(accountName, process.account.name)
        text(accountSID, process.sid)
        number(logonID, process.logonID)
        text(integrity, process.integrity)
        text(elevation, process.elevation)
        text(sha1, process.hashes.sha1)
        text(sha256, process.hashes.sha256)
        text(md5, process.hashes.md5)
        text(fileName, process.fileName)
        text(company, process.company)
        text(product, process.product)
        text(version, process.version)
        text(originalName, process.originalName)
        text(fileDescription, process.fileDescription)
        number(processID, process.processID)
        text(commandLine, process.commandLine)
        time(creation, process.creation)
        text(folderPath, process.path.lowercased())
        number(parentID, process.parentID)
        text(parentFileName, WindowsPath.fileName(process.parentPath))
        time(parentCreation, process.parentCreation)
        number(sessionID, process.sessionID)
        text(uniqueID, EventContext.bareGUID(process.guid))
    }
}

/// All mappings by source and event id.
struct MappingPlan: Sendable {
    private let planned: [Key: [PlannedMapping]]

    private struct Key: Hashable {
        var source: EventSource
        var eventID: Int
    }

    /// The plan of ``EventMapping/all``.
    static let standard = MappingPlan(EventMapping.all)

    init(_ mappings: [EventMapping]) {
        var planned: [Key: [PlannedMapping]] = [:]
        for mapping in mappings {
            guard let ready = PlannedMapping(mapping) else { continue }
            planned[Key(source: mapping.source, eventID: mapping.eventID), default: []].append(ready)
        }
        self.planned = planned
    }

    func mappings(_ source: EventSource, _ eventID: Int) -> [PlannedMapping]? {
        planned[Key(source: source, eventID: eventID)]
    }
}
