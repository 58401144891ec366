/// What a caller's token must hold so that a route serves it (defender-api A5).
///
/// Any one of the roles suffices for an application, any one of the scopes for a user.
public struct OperationRequirement: Sendable, Hashable {
    /// App roles of which one suffices.
    public var roles: Set<String>

    /// Delegated permissions of which one suffices.
    public var scopes: Set<String>

    /// Makes a requirement.
    public init(roles: Set<String>, scopes: Set<String>) {
        self.roles = roles
        self.scopes = scopes
    }

    /// A requirement whose app roles and scopes have the same names, as on Microsoft Graph.
    public init(_ values: String...) {
        self.init(roles: Set(values), scopes: Set(values))
    }

    /// Whether the permissions of a token suffice.
    ///
    /// - Parameters:
    ///   - roles: Claim `roles`.
    ///   - scopes: Claim `scp`, split.
    ///   - isAppOnly: Whether the token stands for an application by itself.
    public func isSatisfied(roles: Set<String>, scopes: Set<String>, isAppOnly: Bool) -> Bool {
        isAppOnly ? !self.roles.isDisjoint(with: roles) : !self.scopes.isDisjoint(with: scopes)
    }
}

extension OperationRequirement {
    /// XDR: list and get incidents.
    public static let xdrReadIncidents = OperationRequirement(
        roles: ["Incident.Read.All", "Incident.ReadWrite.All"], scopes: ["Incident.Read", "Incident.ReadWrite"])
    /// XDR: change an incident.
    public static let xdrUpdateIncidents = OperationRequirement(
        roles: ["Incident.ReadWrite.All"], scopes: ["Incident.ReadWrite"])
    /// XDR: run a hunting query.
    public static let xdrHunting = OperationRequirement(
        roles: ["AdvancedHunting.Read.All"], scopes: ["AdvancedHunting.Read"])
    /// Defender for Endpoint: run a hunting query.
    public static let endpointHunting = OperationRequirement(
        roles: ["AdvancedQuery.Read.All"], scopes: ["AdvancedQuery.Read"])
    /// Defender for Endpoint: read devices.
    public static let endpointReadMachines = OperationRequirement(
        roles: ["Machine.Read.All", "Machine.ReadWrite.All"], scopes: ["Machine.Read", "Machine.ReadWrite"])
    /// Defender for Endpoint: read alerts.
    public static let endpointReadAlerts = OperationRequirement(
        roles: ["Alert.Read.All", "Alert.ReadWrite.All"], scopes: ["Alert.Read", "Alert.ReadWrite"])
    /// Graph: list and get incidents.
    public static let graphReadIncidents = OperationRequirement(
        "SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All")
    /// Graph: change an incident, comment on it.
    public static let graphUpdateIncidents = OperationRequirement("SecurityIncident.ReadWrite.All")
    /// Graph: list and get alerts; incident permissions suffice too, as a refusal of the service shows.
    public static let graphReadAlerts = OperationRequirement(
        "SecurityAlert.Read.All", "SecurityAlert.ReadWrite.All",
        "SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All")
    /// Graph: change an alert, comment on it.
    public static let graphUpdateAlerts = OperationRequirement("SecurityAlert.ReadWrite.All")
    /// Graph: run a hunting query.
    public static let graphHunting = OperationRequirement("ThreatHunting.Read.All")
}
