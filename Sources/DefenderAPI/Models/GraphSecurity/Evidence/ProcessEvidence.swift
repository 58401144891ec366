/// A process in an alert.
public struct ProcessEvidence: Sendable, Hashable, Codable {
    /// Process id on the device.
    public var processID: Int64?

    /// Process id of the parent.
    public var parentProcessID: Int64?

    /// The command line.
    public var processCommandLine: String?

    /// Start of the process.
    public var processCreationDateTime: Timestamp?

    /// Start of the parent.
    public var parentProcessCreationDateTime: Timestamp?

    /// What the sensor did.
    public var detectionStatus: DetectionStatus?

    /// The device where it ran.
    public var mdeDeviceID: String?

    /// The program.
    public var imageFile: FileDetails?

    /// The parent's program.
    public var parentProcessImageFile: FileDetails?

    /// The account it ran as.
    public var userAccount: UserAccount?

    enum CodingKeys: String, CodingKey {
        case processID = "processId"
        case parentProcessID = "parentProcessId"
        case processCommandLine
        case processCreationDateTime
        case parentProcessCreationDateTime
        case detectionStatus
        case mdeDeviceID = "mdeDeviceId"
        case imageFile
        case parentProcessImageFile
        case userAccount
    }

    /// Makes a value of its members.
    public init(
        processID: Int64? = nil,
        parentProcessID: Int64? = nil,
        processCommandLine: String? = nil,
        processCreationDateTime: Timestamp? = nil,
        parentProcessCreationDateTime: Timestamp? = nil,
        detectionStatus: DetectionStatus? = nil,
        mdeDeviceID: String? = nil,
        imageFile: FileDetails? = nil,
        parentProcessImageFile: FileDetails? = nil,
        userAccount: UserAccount? = nil
    ) {
        self.processID = processID
        self.parentProcessID = parentProcessID
        self.processCommandLine = processCommandLine
        self.processCreationDateTime = processCreationDateTime
        self.parentProcessCreationDateTime = parentProcessCreationDateTime
        self.detectionStatus = detectionStatus
        self.mdeDeviceID = mdeDeviceID
        self.imageFile = imageFile
        self.parentProcessImageFile = parentProcessImageFile
        self.userAccount = userAccount
    }
}
