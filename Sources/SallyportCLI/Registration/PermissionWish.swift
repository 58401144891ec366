import ServiceCore

/// One permission that an application is to have.
struct PermissionWish: Hashable, Sendable {
    var resource: ResourceApplication
    var permission: Permission

    /// Short names of the three APIs.
    static func resource(named name: String) -> ResourceApplication? {
        switch name.lowercased() {
        case "graph": .microsoftGraph
        case "xdr", "mtp", "defender": .microsoftThreatProtection
        case "mde", "atp", "endpoint": .windowsDefenderATP
        default:
            ResourceApplication.all.first { $0.displayName.lowercased() == name.lowercased() || $0.isNamed(name) }
        }
    }

    /// The permissions of `--for` and `--permission`, each once, in the order of the catalogue.
    ///
    /// - Parameters:
    ///   - purposes: Names of ``PermissionPurpose``.
    ///   - permissions: `NAME` of Graph, or `RESOURCE/NAME`.
    ///   - kind: App roles for the application and partner contexts, scopes for the user context.
    /// - Throws: ``CommandError`` for a name that nobody knows, with the nearest one that is known.
    static func list(
        purposes: [String], permissions: [String], kind: Permission.Kind
    ) throws -> [PermissionWish] {
        var wishes: [PermissionWish] = []
        func add(_ wish: PermissionWish) {
            if !wishes.contains(wish) { wishes.append(wish) }
        }
        let names = purposes.isEmpty && permissions.isEmpty ? ["incidents", "hunting"] : purposes
        let basics = kind == .scope && !names.isEmpty ? ["sign-in"] : []
        for name in names + basics {
            for (resource, permission) in PermissionPurpose.named(name)?.permissions(kind) ?? [] {
                add(PermissionWish(resource: resource, permission: permission))
            }
        }
        if kind == .scope, !names.isEmpty, let offline = ResourceApplication.microsoftGraph.scope("offline_access") {
            add(PermissionWish(resource: .microsoftGraph, permission: offline))
        }
        for text in permissions { add(try wish(parsing: text, kind: kind)) }
        return wishes
    }

    private static func wish(parsing text: String, kind: Permission.Kind) throws -> PermissionWish {
        let name = text.split(separator: "/").last.map(String.init) ?? text
        let prefix = text.count > name.count ? String(text.dropLast(name.count + 1)) : "graph"
        guard let resource = resource(named: prefix) else {
            throw CommandError(
                .badInput, what: "cannot use the permission \"\(TerminalText.escaped(text))\"",
                why: "no API is called \"\(TerminalText.escaped(prefix))\"",
                remedy: "write graph/NAME, xdr/NAME or mde/NAME", status: .usage)
        }
        let known = kind == .appRole ? resource.appRoles : resource.scopes
        if let permission = known.first(where: { $0.value.lowercased() == name.lowercased() }) {
            return PermissionWish(resource: resource, permission: permission)
        }
        let what = kind == .appRole ? "app role" : "scope"
        let nearest = Spelling.nearest(to: name, in: known.map(\.value))
        throw CommandError(
            .badInput, what: "cannot use the permission \"\(TerminalText.escaped(text))\"",
            why: "\(resource.displayName) has no \(what) of that name",
            remedy: nearest.map { "did you mean \($0)?" } ?? "see `sally app show \(resource.appID.text)`",
            status: .usage)
    }
}
