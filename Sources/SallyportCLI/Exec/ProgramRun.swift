import Foundation
import SallyportServer
import ServiceCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One program under the proxy, from its environment to its exit code.
struct ProgramRun: Sendable {
    let tenant: LocalTenant
    let identity: ChildEnvironment.Identity?
    let command: [String]
    let allowsInternet: Bool
    let context: CommandContext

    /// Runs the program and waits for its end.
    func run() async throws -> CommandStatus {
        let bundle = context.paths.temporary.appending(path: "sallyport-ca-\(context.random.uuid().text).pem")
        try TrustBundle.write(authority: tenant.authorityFile, withSystemRoots: allowsInternet, to: bundle)
        defer { try? FileManager.default.removeItem(at: bundle) }
        let hosts = Cloud.builtIn.reduce(into: Set<String>()) { $0.formUnion($1.allHosts) }
        let output = context.output
        let proxy = ConnectProxy(
            options: .init(
                tenantHost: "127.0.0.1", tenantPort: tenant.port,
                policy: ProxyPolicy(cloudHosts: hosts, allowsInternet: allowsInternet),
                observe: { target, decision in
                    output.detail("proxy: \(TerminalText.escaped(target)) → \(Self.text(decision))")
                }))
        return try await proxy.run { port in
            let environment = ChildEnvironment.make(
                from: context.environment.all, proxyPort: port, bundle: bundle, identity: identity)
            return try await start(environment)
        }
    }

    /// Starts the program, hands our signals on to it, and waits.
    private func start(_ environment: [String: String]) async throws -> CommandStatus {
        let child = Mutex<pid_t?>(nil)
        return try await context.signals.withHandler(
            { number in
                // Ctrl-C reaches the program by itself, since it shares our terminal's process group.
                guard number != SIGINT || isatty(STDIN_FILENO) == 0 else { return }
                if let process = child.withLock({ $0 }) { kill(process, number) }
            },
            {
                try await ChildProcess.run(
                    ChildProcess.Command(
                        program: command.first ?? "", arguments: Array(command.dropFirst()), environment: environment),
                    started: { process in child.withLock { $0 = process } })
            })
    }

    private static func text(_ decision: ProxyPolicy.Decision) -> String {
        switch decision {
        case .localTenant: "the local tenant"
        case .direct: "itself"
        case .refuse(let status, _): "refused (\(status))"
        }
    }
}
