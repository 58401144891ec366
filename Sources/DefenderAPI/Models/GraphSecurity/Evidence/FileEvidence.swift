/// A file in an alert.
public struct FileEvidence: Sendable, Hashable, Codable {
    /// What the sensor did.
    public var detectionStatus: DetectionStatus?

    /// The device where it was seen.
    public var mdeDeviceID: String?

    /// The file.
    public var fileDetails: FileDetails?

    enum CodingKeys: String, CodingKey {
        case detectionStatus
        case mdeDeviceID = "mdeDeviceId"
        case fileDetails
    }

    /// Makes a value of its members.
    public init(
        detectionStatus: DetectionStatus? = nil,
        mdeDeviceID: String? = nil,
        fileDetails: FileDetails? = nil
    ) {
        self.detectionStatus = detectionStatus
        self.mdeDeviceID = mdeDeviceID
        self.fileDetails = fileDetails
    }
}
