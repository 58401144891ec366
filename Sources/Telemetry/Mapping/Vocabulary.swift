/// A table from the words of Windows events to the words of Defender.
struct Vocabulary: Sendable {
    /// The name under which the documentation lists it.
    let name: String
    /// From what the event says, in lower case, to what the column says.
    let words: [String: String]
    /// Whether a word that is not listed is taken as it is.
    var keepsOthers = false

    func word(for text: String) -> String? {
        words[text] ?? words[text.lowercased()] ?? (keepsOthers ? text : nil)
    }

    static let all: [Vocabulary] = [
        logonType, integrity, elevation, protocolNumber, protocolName, logonFailure, serviceStart, kerberosStatus,
        RegistryEvents.registryValueType, AuditRecords.workload, AuditRecords.workloadID,
    ]

    static let logonType = Vocabulary(
        name: "logon type",
        words: [
            "0": "System", "2": "Interactive", "3": "Network", "4": "Batch", "5": "Service", "7": "Unlock",
            "8": "NetworkCleartext", "9": "NewCredentials", "10": "RemoteInteractive", "11": "CachedInteractive",
            "12": "CachedRemoteInteractive", "13": "CachedUnlock",
        ]
    )

    static let integrity = Vocabulary(
        name: "integrity level",
        words: [
            "s-1-16-0": "Untrusted", "s-1-16-4096": "Low", "s-1-16-8192": "Medium", "s-1-16-8448": "Medium",
            "s-1-16-12288": "High", "s-1-16-16384": "System", "s-1-16-20480": "Protected",
        ],
        keepsOthers: true
    )

    static let elevation = Vocabulary(
        name: "token elevation",
        words: [
            "%%1936": "TokenElevationTypeDefault", "%%1937": "TokenElevationTypeFull",
            "%%1938": "TokenElevationTypeLimited",
        ]
    )

    static let protocolNumber = Vocabulary(
        name: "protocol number",
        words: ["1": "Icmp", "6": "Tcp", "17": "Udp", "58": "IcmpV6"],
        keepsOthers: true
    )

    static let protocolName = Vocabulary(
        name: "protocol name", words: ["tcp": "Tcp", "udp": "Udp", "icmp": "Icmp"], keepsOthers: true
    )

    static let logonFailure = Vocabulary(
        name: "logon failure",
        words: [
            "0xc0000064": "UnknownUser", "0xc000006a": "InvalidUserNameOrPassword",
            "0xc000006d": "InvalidUserNameOrPassword", "0xc000006e": "AccountRestriction",
            "0xc000006f": "InvalidLogonHours", "0xc0000070": "InvalidWorkstation", "0xc0000071": "PasswordExpired",
            "0xc0000072": "AccountDisabled", "0xc0000133": "TimeSkew", "0xc000015b": "LogonTypeNotGranted",
            "0xc0000193": "AccountExpired", "0xc0000224": "PasswordMustChange", "0xc0000234": "AccountLockedOut",
        ],
        keepsOthers: true
    )

    static let serviceStart = Vocabulary(
        name: "service start type",
        words: [
            "0": "Boot", "1": "System", "2": "Automatic", "3": "Manual", "4": "Disabled", "boot start": "Boot",
            "system start": "System", "auto start": "Automatic", "demand start": "Manual", "disabled": "Disabled",
        ],
        keepsOthers: true
    )

    static let kerberosStatus = Vocabulary(
        name: "Kerberos status",
        words: [
            "0x6": "UnknownUser", "0x12": "AccountDisabled", "0x17": "PasswordExpired",
            "0x18": "InvalidUserNameOrPassword", "0x25": "TimeSkew",
        ],
        keepsOthers: true
    )
}
