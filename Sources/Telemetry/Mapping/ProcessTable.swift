/// What is known of one process on one device.
struct ProcessRecord: Sendable {
    var device = ""
    var guid = ""
    var processID: Int64?
    var creation: Int64?
    var path = ""
    var commandLine = ""
    var hashes = FileHashes()
    var company = ""
    var product = ""
    var version = ""
    var originalName = ""
    var fileDescription = ""
    var integrity = ""
    var elevation = ""
    var account = AccountName()
    var sid = ""
    var logonID: Int64?
    var sessionID: Int64?
    var parentID: Int64?
    var parentGUID = ""
    var parentPath = ""
    var parentCommandLine = ""
    var parentCreation: Int64?

    var fileName: String { WindowsPath.fileName(path) }
}

/// Hashes of a file in lower case; empty when not known.
struct FileHashes: Sendable, Equatable {
    var sha1 = ""
    var sha256 = ""
    var md5 = ""

    init() {}

    /// Reads Sysmon's form `SHA1=…,MD5=…,SHA256=…,IMPHASH=…`, or a bare SHA-1 as older versions write it.
    init(parsing text: String) {
        for part in text.utf8.split(separator: 0x2C) {
            guard let equals = part.firstIndex(of: 0x3D) else { continue }
            let value = Substring(part[part.index(after: equals)...]).lowercased()
            switch Substring(part[..<equals]) {
            case "SHA1": sha1 = value
            case "SHA256": sha256 = value
            case "MD5": md5 = value
            default: break
            }
        }
    }
}

/// An account as `DOMAIN\name`, split; both parts in lower case, as Defender has them.
struct AccountName: Sendable, Hashable {
    var domain = ""
    var name = ""

    init() {}

    init(domain: String, name: String) {
        self.domain = domain.lowercased()
        self.name = name.lowercased()
    }

    /// Reads `DOMAIN\name`, `name@domain` or a bare name.
    init(parsing text: String) {
        if let slash = text.utf8.firstIndex(of: 0x5C) {
            self.init(domain: String(text[..<slash]), name: String(text[text.index(after: slash)...]))
        } else if let at = text.utf8.firstIndex(of: 0x40) {
            self.init(domain: String(text[text.index(after: at)...]), name: String(text[..<at]))
        } else {
            self.init(domain: "", name: text)
        }
    }

    var isEmpty: Bool { name.isEmpty }

    /// SIDs that are the same on every machine.
    static let wellKnown: [AccountName: String] = [
        AccountName(domain: "nt authority", name: "system"): "S-1-5-18",
        AccountName(domain: "nt authority", name: "local service"): "S-1-5-19",
        AccountName(domain: "nt authority", name: "network service"): "S-1-5-20",
        AccountName(domain: "nt authority", name: "anonymous logon"): "S-1-5-7",
    ]
}

/// Paths as Windows writes them.
enum WindowsPath {
    /// The part after the last separator.
    static func fileName(_ path: String) -> String {
        guard let last = path.utf8.lastIndex(where: { $0 == 0x5C || $0 == 0x2F }) else { return path }
        return String(path[path.utf8.index(after: last)...])
    }

    /// The program at the start of a command line, quotes taken off.
    static func program(_ commandLine: String) -> String {
        var text = commandLine[...]
        while text.utf8.first == 0x20 { text = text.dropFirst() }
        if text.utf8.first == 0x22 {
            let rest = text.dropFirst()
            return String(rest[..<(rest.utf8.firstIndex(of: 0x22) ?? rest.endIndex)])
        }
        return String(text[..<(text.utf8.firstIndex(of: 0x20) ?? text.endIndex)])
    }
}

/// The processes of a recording: those whose creation it holds, and those that its events only mention.
///
/// A table belongs to one reading of one recording and is changed while it is read.
final class ProcessTable {
    private(set) var records: [ProcessRecord] = []
    private var byGUID: [String: Int] = [:]
    private var byID: [DeviceProcess: [Int]] = [:]

    private struct DeviceProcess: Hashable {
        var device: String
        var processID: Int64
    }

    /// Times of an export are cut to seconds, so an event may seem to come before its process.
    private static let slack = 2 * Ticks.perSecond

    /// Adds a process; one of the same guid is filled up where it lacks something.
    ///
    /// - Parameter keepsCreation: Whether the creation time that is there stays, because the new one is less exact.
    func add(_ record: ProcessRecord, keepsCreation: Bool = false) {
        if !record.guid.isEmpty, let index = byGUID[record.guid] {
            let hadID = records[index].processID != nil
            records[index].fill(from: record, keepingCreation: keepsCreation)
            if !hadID { enter(index) }
            return
        }
        records.append(record)
        if !record.guid.isEmpty { byGUID[record.guid] = records.count - 1 }
        enter(records.count - 1)
    }

    /// Adds what the creation of a process tells of its parent, which may have started before the recording.
    func addParent(of record: ProcessRecord) {
        guard !record.parentGUID.isEmpty else { return }
        var parent = ProcessRecord()
        parent.device = record.device
        parent.guid = record.parentGUID
        parent.processID = record.parentID
        parent.path = record.parentPath
        parent.commandLine = record.parentCommandLine
        parent.creation = record.parentCreation
        add(parent, keepsCreation: true)
    }

    /// Notes a process that an event mentions and whose creation the recording does not hold.
    func mention(
        device: String, guid: String, processID: Int64?, path: String, account: AccountName
    ) {
        guard byGUID[guid] == nil, !guid.isEmpty else { return }
        var record = ProcessRecord()
        record.device = device
        record.guid = guid
        record.processID = processID
        record.creation = Self.creation(fromGUID: guid)
        record.path = path
        record.account = account
        add(record)
    }

    func update(_ index: Int, _ change: (inout ProcessRecord) -> Void) {
        let hadID = records[index].processID != nil
        change(&records[index])
        if !hadID { enter(index) }
    }

    private func enter(_ index: Int) {
        guard let processID = records[index].processID else { return }
        byID[DeviceProcess(device: records[index].device, processID: processID), default: []].append(index)
    }

    func contains(guid: String) -> Bool { byGUID[guid] != nil }

    /// The process of a guid.
    func record(guid: String) -> ProcessRecord? {
        byGUID[guid].map { records[$0] }
    }

    /// The process that had an id on a device at an instant: the last one that was created before.
    func record(device: String, processID: Int64, at instant: Int64) -> ProcessRecord? {
        var best: Int?
        for index in byID[DeviceProcess(device: device, processID: processID)] ?? [] {
            guard let creation = records[index].creation else {
                if best == nil { best = index }
                continue
            }
            guard creation <= instant + Self.slack else { continue }
            if let known = best, let other = records[known].creation, other > creation { continue }
            best = index
        }
        return best.map { records[$0] }
    }

    /// Positions of the processes that had an id on a device.
    func candidates(device: String, processID: Int64) -> [Int] {
        byID[DeviceProcess(device: device, processID: processID)] ?? []
    }

    /// The start of a process as Sysmon writes it into its guid: seconds since 1970 in the second and third group.
    static func creation(fromGUID guid: String) -> Int64? {
        var text = guid
        return text.withUTF8 { bytes -> Int64? in
            let start = bytes.first == 0x7B ? 1 : 0
            guard bytes.count >= start + 18, bytes[start + 8] == 0x2D, bytes[start + 13] == 0x2D,
                let low = Int64(String(decoding: bytes[(start + 9)..<(start + 13)], as: UTF8.self), radix: 16),
                let high = Int64(String(decoding: bytes[(start + 14)..<(start + 18)], as: UTF8.self), radix: 16)
            else { return nil }
            let seconds = high << 16 | low
            return seconds == 0 ? nil : Ticks.unixEpoch + seconds * Ticks.perSecond
        }
    }
}

extension ProcessRecord {
    /// Takes over from another record of the same process what is missing here.
    mutating func fill(from other: ProcessRecord, keepingCreation: Bool = false) {
        func text(_ path: WritableKeyPath<ProcessRecord, String>) {
            if self[keyPath: path].isEmpty { self[keyPath: path] = other[keyPath: path] }
        }
        for path in [
            \ProcessRecord.path, \.commandLine, \.company, \.product, \.version, \.originalName, \.fileDescription,
            \.integrity, \.elevation, \.sid, \.parentPath,
        ] { text(path) }
        if hashes == FileHashes() { hashes = other.hashes }
        if account.isEmpty { account = other.account }
        processID = processID ?? other.processID
        if creation == nil || (!keepingCreation && !other.commandLine.isEmpty) { creation = other.creation ?? creation }
        logonID = logonID ?? other.logonID
        sessionID = sessionID ?? other.sessionID
        parentID = parentID ?? other.parentID
        parentCreation = parentCreation ?? other.parentCreation
    }
}
