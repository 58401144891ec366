import Foundation
import Logging
import ServiceCore

extension CommandContext {
    /// The context of this process. The only place of the command line where clocks, generators and streams are made.
    static func live(
        for command: any SallyCommand, signals: Signals, streams: any OutputStreams
    ) throws -> CommandContext {
        let options = command.global
        let environment = EnvironmentVariables.ofThisProcess()
        let paths = Paths(
            environment: environment,
            home: FileManager.default.homeDirectoryForCurrentUser,
            working: URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        )
        let configurationFile =
            environment.first("SALLY_CONFIG").map { paths.resolve($0.value) } ?? paths.configurationFile
        let configuration = try ConfigurationFile.load(from: configurationFile)
        let settings = try Settings(
            options: options, environment: environment, file: configuration, paths: paths,
            allowsUnknownProfile: command.allowsUnknownProfile)
        if let drawing = settings.drawing, !command.drawsCharts {
            throw CommandError(
                .badInput, what: "cannot write \(drawing.rawValue)", why: "this command draws no charts",
                remedy: "choose one of \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))", status: .usage
            )
        }
        let output = Output(
            format: settings.format,
            terminal: .ofThisProcess(refusesColor: options.noColor, environment: environment),
            verbosity: settings.verbosity,
            streams: streams
        )
        let verbosity = settings.verbosity
        LoggingSystem.bootstrap { TalkLogHandler(label: $0, streams: streams, verbosity: verbosity) }
        let clock = ContinuousClock()
        let start = clock.now
        return CommandContext(
            settings: settings,
            configuration: configuration,
            configurationFile: configurationFile,
            environment: environment,
            paths: paths,
            output: output,
            prompts: TerminalPrompts(),
            time: SystemTimeSource(),
            random: SystemRandomSource(),
            transports: NetworkTransportFactory(),
            probe: SystemNetworkProbe(),
            signals: signals,
            logger: Logger(label: "sally"),
            openPage: { url in try await SystemBrowser.open(url) },
            elapsed: { clock.now - start }
        )
    }
}
