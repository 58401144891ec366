import ArgumentParser

/// `sally local info`
struct LocalInfo: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Show tenants, users with passwords, and applications of the local tenant.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let world = try await LocalWorld.read(state: context.settings.localState.value, in: context)
        switch context.output.format {
        case .json, .jsonl: try context.output.one(world, fields: [])
        case .csv: try context.output.list(Self.users(of: world), columns: Self.columns)
        case .table:
            try context.output.data("Address  \(world.url ?? "not running")\nCA       \(world.ca)\n\n")
            try context.output.list(Self.users(of: world), columns: Self.columns)
            try context.output.data("\n")
            try context.output.list(
                world.apps,
                columns: [
                    ListColumn("Application") { $0.name }, ListColumn("Client ID") { $0.clientID },
                    ListColumn("Tenant") { $0.tenantID ?? "every" },
                ])
        }
        return .ok
    }

    private struct UserRow: Encodable {
        var tenant: LocalWorld.Tenant
        var user: LocalWorld.User
    }

    private static func users(of world: LocalWorld) -> [UserRow] {
        world.tenants.flatMap { tenant in tenant.users.map { UserRow(tenant: tenant, user: $0) } }
    }

    private static let columns: [ListColumn<UserRow>] = [
        ListColumn("Tenant") { $0.tenant.name },
        ListColumn("Kind") { $0.tenant.kind },
        ListColumn("Tenant ID") { $0.tenant.id },
        ListColumn("User") { $0.user.userPrincipalName },
        ListColumn("Password") { $0.user.password ?? "" },
        ListColumn("Roles") { $0.user.roles.joined(separator: ", ") },
    ]
}
