/// Whether a device's sensor reports. Specification sections B6 and C7.
public struct DeviceHealthStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It reports.
    public static let active = Self(rawValue: "active")

    /// Silent for a week.
    public static let inactive = Self(rawValue: "inactive")

    /// Reaches the service in part.
    public static let impairedCommunication = Self(rawValue: "impairedCommunication")

    /// Sends no data.
    public static let noSensorData = Self(rawValue: "noSensorData")

    /// Sends no data and cannot be reached in part.
    public static let noSensorDataImpairedCommunication = Self(rawValue: "noSensorDataImpairedCommunication")

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("active"),
        .term("inactive"),
        .term("impairedCommunication"),
        .term("noSensorData"),
        .term("noSensorDataImpairedCommunication"),
        .term("unknown"),
        .term("unknownFutureValue"),
    ])
}
