package import TenantStore

/// What a detection found: an alert, and by what it can be correlated with others.
package struct Finding: Sendable {
    package var alert: AlertDraft
    /// Devices by `DeviceId`.
    package var devices: Set<String>
    /// Accounts as `domain\name`, those of machines and of Windows itself left out.
    package var users: Set<String>
    package var product: DetectionProduct
    /// The rows of hunting tables that the alert is about.
    package var sources: [SourceRow]

    /// A row of a hunting table by what identifies it.
    package struct SourceRow: Sendable, Hashable {
        package var timestamp: Int64
        package var deviceID: String
        package var reportID: String
    }

    package init(
        alert: AlertDraft, devices: Set<String>, users: Set<String>, product: DetectionProduct = .endpoint,
        sources: [SourceRow] = []
    ) {
        self.alert = alert
        self.devices = devices
        self.users = users
        self.product = product
        self.sources = sources
    }
}
