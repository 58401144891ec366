/// Where the local tenant may behave more or less like the service; the documentation is silent on these.
package struct SecuritySettings: Sendable {
    /// Whether the service's quotas of calls are enforced; off, so that tests and benchmarks of programs can run freely.
    package var enforcesQuotas = false

    /// Whether 429 of the Defender API carries the code `429` that was observed, instead of the documented one.
    package var usesNumericThrottleCode = false

    /// Whether members of a body that no one knows are refused.
    package var refusesUnknownMembers = false

    /// Whether entities of the Defender API print every member, with `null` where it does not apply.
    package var printsWholeEntities = false

    /// Whether the routes of the Defender API are served; off shows a program what its retirement will be like.
    package var servesDefenderAPI = true

    /// Rows of a hunting answer; more are cut without a word.
    package var maximumHuntingRows = 100_000

    /// The longest run of a hunting query.
    package var huntingTimeout: Duration = .seconds(180)

    /// The largest hunting answer of the Defender API in bytes.
    package var maximumHuntingBytes = 124_000_000

    /// The largest hunting answer of Graph in bytes.
    package var maximumGraphHuntingBytes = 50_000_000

    package init() {}
}
