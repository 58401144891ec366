import ArgumentParser
import Foundation
import HTTPTypes
import Logging
import ServiceCore
import Synchronization

@testable import SallyportCLI

/// Keeps what a command writes.
final class CapturedStreams: OutputStreams {
    private let content = Mutex((data: [UInt8](), talk: ""))

    func writeData(_ bytes: [UInt8]) throws { content.withLock { $0.data += bytes } }
    func writeTalk(_ text: String) { content.withLock { $0.talk += text } }

    var data: String { content.withLock { String(decoding: $0.data, as: UTF8.self) } }
    var talk: String { content.withLock { $0.talk } }
}

/// Answers requests by a function, and keeps them.
final class ScriptedTransport: HTTPTransport, TransportFactory {
    private let answer: @Sendable (ServiceRequest) throws -> ServiceResponse
    private let seen = Mutex<[ServiceRequest]>([])

    init(_ answer: @escaping @Sendable (ServiceRequest) throws -> ServiceResponse) { self.answer = answer }

    var requests: [ServiceRequest] { seen.withLock { $0 } }

    func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        seen.withLock { $0.append(request) }
        return try answer(request)
    }

    func transport(_ options: ConnectionOptions) throws -> any HTTPTransport { self }
    func shutDown() async {}
}

/// Answers questions from a script; without one there is no terminal.
struct ScriptedPrompts: Prompts {
    var secrets: [String: String] = [:]
    var confirms: Bool?
    var input: [UInt8] = []

    func secret(_ question: String) throws -> Secret {
        guard let answer = secrets.first(where: { question.contains($0.key) }) else {
            throw CommandError(.noTerminal, what: "cannot ask", status: .usage)
        }
        return Secret(answer.value)
    }

    func confirm(_ question: String) throws -> Bool {
        guard let confirms else { throw CommandError(.noTerminal, what: "cannot ask", status: .usage) }
        return confirms
    }

    func standardInput(limit: Int) throws -> [UInt8] { input }
}

/// A clock that stands still and never waits.
struct StillTime: TimeSource {
    var now = Date(timeIntervalSince1970: 1_795_000_000)
    func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
}

/// A network where every name resolves and every port answers, except those named.
struct ScriptedProbe: NetworkProbe {
    var unknownHosts: Set<String> = []
    var closedHosts: Set<String> = []

    func addresses(of host: String) async throws -> [String] {
        guard !unknownHosts.contains(host) else {
            throw TransportError(code: .nameResolution, message: "The name \(host) does not resolve.", host: host)
        }
        return ["192.0.2.1"]
    }

    func connect(to host: String, port: Int) async throws {
        guard !closedHosts.contains(host) else {
            throw TransportError(code: .connect, message: "No connection to \(host):\(port) can be made.", host: host)
        }
    }
}

/// Numbers that are always the same.
struct CountingRandom: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0) } }
    func uuid() -> UUID { UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16)) }
}

/// What a command runs in under test.
struct TestContext {
    var environment: [String: String] = [:]
    var configuration = ConfigurationFile()
    var prompts = ScriptedPrompts()
    var terminal = Terminal.none
    var transport = ScriptedTransport { _ in throw TransportError(code: .connect, message: "no network in tests") }
    var probe = ScriptedProbe()
    let streams = CapturedStreams()
    let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-tests-\(UUID().uuidString)")

    func make(allowsUnknownProfile: Bool = false) throws -> CommandContext {
        try make(GlobalOptions.parse([]), allowsUnknownProfile: allowsUnknownProfile)
    }

    func make(_ options: GlobalOptions, allowsUnknownProfile: Bool = false) throws -> CommandContext {
        let variables = EnvironmentVariables(environment)
        let paths = Paths(environment: variables, home: folder, working: folder)
        let settings = try Settings(
            options: options, environment: variables, file: configuration, paths: paths,
            allowsUnknownProfile: allowsUnknownProfile)
        let streams = streams
        return CommandContext(
            settings: settings, configuration: configuration, configurationFile: paths.configurationFile,
            environment: variables, paths: paths,
            output: Output(
                format: settings.format, terminal: terminal, verbosity: settings.verbosity, streams: streams),
            prompts: prompts, time: StillTime(), random: CountingRandom(), transports: transport, probe: probe,
            signals: Signals(),
            logger: Logger(label: "test") { _ in
                TalkLogHandler(label: "test", streams: streams, verbosity: .debug)
            },
            openPage: { _ in throw CommandError(.programFailed, what: "no browser in tests") },
            elapsed: { .zero })
    }

    /// Parses and runs a command line as the launcher does.
    func run(_ arguments: String...) async throws -> CommandStatus {
        guard let command = try Sally.parseAsRoot(arguments) as? any SallyCommand else { return .usage }
        let context = try make(command.global, allowsUnknownProfile: command.allowsUnknownProfile)
        return await Launcher.run(command, in: context)
    }
}
