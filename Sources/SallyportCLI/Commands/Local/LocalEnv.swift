import ArgumentParser
import Foundation

/// `sally local env`
struct LocalEnv: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Print shell exports that point programs at the local tenant.",
        discussion: "Use it as: eval \"$(sally local env)\". The CA file holds the system's authorities too.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        let tenant = try LocalTenant.required(at: state)
        let world = try await LocalWorld.read(state: state, in: context)
        let bundle = state.appending(path: "ca/bundle.pem")
        try TrustBundle.write(authority: tenant.authorityFile, withSystemRoots: true, to: bundle)
        var variables = TrustBundle.variables(for: bundle)
        variables["SALLY_STATE"] = state.path
        variables["SALLY_CLOUD"] = "local"
        variables["AZURE_AUTHORITY_HOST"] = tenant.url.absoluteString
        let named = context.settings.tenant.flatMap { world.tenant(named: $0.value) }
        variables["AZURE_TENANT_ID"] = (named ?? world.customers.first)?.id
        if context.output.format == .table {
            let lines = variables.sorted { $0.key < $1.key }.map { "export \($0.key)=\(Self.quoted($0.value))\n" }
            try context.output.data(lines.joined())
        } else {
            try context.output.one(variables, fields: variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        return .ok
    }

    /// A word in single quotes, as POSIX shells read it.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
