import ArgumentParser

/// A command that does something: parsing fills its options, ``run(in:)`` does the work with what a context holds.
protocol SallyCommand: AsyncParsableCommand, Sendable {
    var global: GlobalOptions { get }

    /// Whether a profile that is named need not exist, because the command makes it.
    var allowsUnknownProfile: Bool { get }

    /// Whether the command draws charts, so that `-o svg` and `-o html` mean something.
    var drawsCharts: Bool { get }

    /// Does the work.
    ///
    /// - Returns: The code to exit with when nothing was thrown.
    func run(in context: CommandContext) async throws -> CommandStatus
}

extension SallyCommand {
    var allowsUnknownProfile: Bool { false }
    var drawsCharts: Bool { false }

    /// Not used: ``Launcher`` calls ``run(in:)``, because only it can make a context.
    mutating func run() async throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
