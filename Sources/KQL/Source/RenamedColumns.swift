/// Columns of Defender's tables that were renamed; hunting-limits.md §7.
///
/// The service applies new names to what a portal has saved and never to a query that is sent to it, so that the old ones
/// are unknown; an error can name the new one.
enum RenamedColumns {
    /// The present name by the old one.
    static let names = [
        "FinalEmailAction": "EmailAction", "FinalEmailActionPolicy": "EmailActionPolicy",
        "FinalEmailActionPolicyGuid": "EmailActionPolicyGuid", "MalwareFilterVerdict": "ThreatTypes",
        "PhishFilterVerdict": "ThreatTypes", "MalwareDetectionMethod": "DetectionMethods",
        "PhishDetectionMethod": "DetectionMethods", "DeviceObjectId": "AadDeviceId",
    ]
}
