/// A file in evidence.
public struct FileDetails: Sendable, Hashable, Codable {
    /// Hash of the file.
    public var sha1: String?

    /// Hash of the file.
    public var sha256: String?

    /// Hash of the file.
    public var md5: String?

    /// Hash of a signed program without its signature.
    public var sha256Authenticode: String?

    /// Name of the file.
    public var fileName: String?

    /// Folder of the file.
    public var filePath: String?

    /// Size in bytes.
    public var fileSize: Int64?

    /// Who published the file.
    public var filePublisher: String?

    /// Who signed the file.
    public var signer: String?

    /// Who issued the signer's certificate.
    public var issuer: String?

    enum CodingKeys: String, CodingKey {
        case sha1
        case sha256
        case md5
        case sha256Authenticode = "sha256Ac"
        case fileName
        case filePath
        case fileSize
        case filePublisher
        case signer
        case issuer
    }

    /// Makes a value of its members.
    public init(
        sha1: String? = nil,
        sha256: String? = nil,
        md5: String? = nil,
        sha256Authenticode: String? = nil,
        fileName: String? = nil,
        filePath: String? = nil,
        fileSize: Int64? = nil,
        filePublisher: String? = nil,
        signer: String? = nil,
        issuer: String? = nil
    ) {
        self.sha1 = sha1
        self.sha256 = sha256
        self.md5 = md5
        self.sha256Authenticode = sha256Authenticode
        self.fileName = fileName
        self.filePath = filePath
        self.fileSize = fileSize
        self.filePublisher = filePublisher
        self.signer = signer
        self.issuer = issuer
    }
}
