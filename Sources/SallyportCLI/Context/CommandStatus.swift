/// The code with which `sally` ends; the table stands in the manual of the command line.
///
/// It is no enum, because `sally exec` hands on whatever code its program ended with.
struct CommandStatus: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32

    /// Done.
    static let ok = Self(rawValue: 0)
    /// Something failed.
    static let failure = Self(rawValue: 1)
    /// The command line or the configuration is wrong; nothing was tried.
    static let usage = Self(rawValue: 2)
    /// The command ran and found something that needs attention.
    static let findings = Self(rawValue: 3)
    /// A sign-in, a consent or a permission is missing.
    static let signInNeeded = Self(rawValue: 4)
    /// Some of the things asked for were done, others failed.
    static let partial = Self(rawValue: 5)
    /// The service throttled, or the time allowed was over.
    static let throttled = Self(rawValue: 6)
    /// The person pressed Ctrl-C.
    static let interrupted = Self(rawValue: 130)

    /// The code that a shell reports for a process which a signal ended.
    static func signal(_ number: Int32) -> Self { Self(rawValue: 128 + number) }
}
