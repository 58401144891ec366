/// What somebody wants to do, in words of the command line (`--for incidents,hunting`), and the least permissions that
/// it takes on each API.
public struct PermissionPurpose: Sendable, Hashable {
    /// The permission that one API wants for a purpose.
    public struct Entry: Sendable, Hashable {
        /// The API.
        public var resource: ResourceApplication

        /// App role for the application and partner contexts; `nil` where none exists.
        public var appRole: String?

        /// Delegated permission for the user context; `nil` where none exists.
        public var scope: String?

        /// Makes an entry.
        public init(resource: ResourceApplication, appRole: String?, scope: String?) {
            self.resource = resource
            self.appRole = appRole
            self.scope = scope
        }
    }

    /// Name for options.
    public var name: String

    /// What it allows, in one line.
    public var summary: String

    /// What it takes, one entry for each API that serves the purpose.
    public var entries: [Entry]

    /// Makes a purpose.
    public init(name: String, summary: String, entries: [Entry]) {
        self.name = name
        self.summary = summary
        self.entries = entries
    }

    /// The permissions of one kind, each with its resource.
    public func permissions(_ kind: Permission.Kind) -> [(resource: ResourceApplication, permission: Permission)] {
        entries.compactMap { entry in
            switch kind {
            case .appRole: entry.appRole.flatMap(entry.resource.appRole).map { (entry.resource, $0) }
            case .scope: entry.scope.flatMap(entry.resource.scope).map { (entry.resource, $0) }
            }
        }
    }

    /// The purpose of a name; `nil` for an unknown one.
    public static func named(_ name: String) -> PermissionPurpose? { all.first { $0.name == name.lowercased() } }

    /// All purposes, in the order of help texts.
    public static let all: [PermissionPurpose] = [
        PermissionPurpose(
            name: "incidents",
            summary: "Read incidents with their alerts.",
            entries: [
                .graph("SecurityIncident.Read.All"), .xdr("Incident.Read.All", "Incident.Read"),
            ]
        ),
        PermissionPurpose(
            name: "incidents-write",
            summary: "Read and change incidents.",
            entries: [
                .graph("SecurityIncident.ReadWrite.All"), .xdr("Incident.ReadWrite.All", "Incident.ReadWrite"),
            ]
        ),
        PermissionPurpose(
            name: "alerts",
            summary: "Read alerts.",
            entries: [.graph("SecurityAlert.Read.All"), .endpoint("Alert.Read.All", "Alert.Read")]
        ),
        PermissionPurpose(
            name: "alerts-write",
            summary: "Read and change alerts.",
            entries: [.graph("SecurityAlert.ReadWrite.All"), .endpoint("Alert.ReadWrite.All", "Alert.ReadWrite")]
        ),
        PermissionPurpose(
            name: "hunting",
            summary: "Run advanced hunting queries.",
            entries: [
                .graph("ThreatHunting.Read.All"),
                .xdr("AdvancedHunting.Read.All", "AdvancedHunting.Read"),
                .endpoint("AdvancedQuery.Read.All", "AdvancedQuery.Read"),
            ]
        ),
        PermissionPurpose(
            name: "machines",
            summary: "Read devices.",
            entries: [.endpoint("Machine.Read.All", "Machine.Read")]
        ),
        PermissionPurpose(
            name: "machines-write",
            summary: "Read devices, set tags and value.",
            entries: [.endpoint("Machine.ReadWrite.All", "Machine.ReadWrite")]
        ),
        PermissionPurpose(
            name: "indicators",
            summary: "Read and change own indicators.",
            entries: [.endpoint("Ti.ReadWrite", "Ti.ReadWrite")]
        ),
        PermissionPurpose(
            name: "detections",
            summary: "Read and change custom detection rules.",
            entries: [
                .graph("CustomDetection.ReadWrite.All"),
                .xdr("CustomDetections.ReadWrite.All", "CustomDetections.ReadWrite"),
            ]
        ),
        PermissionPurpose(
            name: "sign-in",
            summary: "Sign users in and read their own profile.",
            entries: [.graph(nil, "User.Read"), .graph(nil, "openid"), .graph(nil, "profile")]
        ),
        PermissionPurpose(
            name: "registration",
            summary: "Register applications, grant their permissions and make their credentials.",
            entries: [
                .graph("Application.ReadWrite.All"), .graph("AppRoleAssignment.ReadWrite.All"),
                .graph("DelegatedPermissionGrant.ReadWrite.All"), .graph("Organization.Read.All"),
            ]
        ),
    ]
}

extension PermissionPurpose.Entry {
    fileprivate static func graph(_ value: String) -> Self {
        Self(resource: .microsoftGraph, appRole: value, scope: value)
    }

    fileprivate static func graph(_ appRole: String?, _ scope: String?) -> Self {
        Self(resource: .microsoftGraph, appRole: appRole, scope: scope)
    }

    fileprivate static func xdr(_ appRole: String?, _ scope: String?) -> Self {
        Self(resource: .microsoftThreatProtection, appRole: appRole, scope: scope)
    }

    fileprivate static func endpoint(_ appRole: String?, _ scope: String?) -> Self {
        Self(resource: .windowsDefenderATP, appRole: appRole, scope: scope)
    }
}
