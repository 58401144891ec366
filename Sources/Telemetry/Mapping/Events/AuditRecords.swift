/// Records of cloud audit logs: Entra's directory audit and Office 365.
enum AuditRecords {
    static let all = [directory, office]

    static let directory = EventMapping(
        source: .directoryAudit, eventID: 0, title: "directory changed", table: "CloudAppEvents",
        action: .value(.operation("OperationName")), required: ["OperationName"],
        columns: [
            ("Application", .constant("Office 365")), ("ApplicationId", .constant("11161")),
            (
                "AccountObjectId",
                .first([
                    .member(["user", "id"], "InitiatedBy"), .member(["app", "servicePrincipalId"], "InitiatedBy"),
                ])
            ),
            ("AccountId", .text("InitiatingUserOrApp")),
            (
                "AccountDisplayName",
                .first([
                    .member(["user", "displayName"], "InitiatedBy"), .member(["app", "displayName"], "InitiatedBy"),
                    .text("InitiatingUserOrApp"),
                ])
            ),
            ("IPAddress", .member(["user", "ipAddress"], "InitiatedBy")), ("UserAgent", .text("UserAgent")),
            ("ActivityType", .text("AADOperationType")),
            ("ObjectName", .member(["0", "displayName"], "TargetResources")),
            ("ObjectType", .member(["0", "type"], "TargetResources")),
            ("ObjectId", .member(["0", "id"], "TargetResources")),
            ("ReportId", .text("Id")), ("RawEventData", .wholeRecord),
        ],
        details: [("Result", .text("Result")), ("CorrelationId", .text("CorrelationId"))], twin: .record("Id")
    )

    static let office = EventMapping(
        source: .officeActivity, eventID: 0, title: "activity in Office 365", table: "CloudAppEvents",
        action: .value(.text("Operation")), required: ["Operation"],
        columns: [
            ("Application", .word("OfficeWorkload", workload)), ("ApplicationId", .word("OfficeWorkload", workloadID)),
            ("AccountId", .text("UserId")), ("AccountDisplayName", .text("UserId")),
            ("IPAddress", .address("Client_IPAddress")), ("UserAgent", .text("ClientInfoString")),
            ("ReportId", .text("OfficeId")), ("RawEventData", .wholeRecord), ("OAuthAppId", .text("ClientAppId")),
        ],
        details: [("ResultStatus", .text("ResultStatus"))], twin: .record("OfficeId")
    )

    static let workload = Vocabulary(
        name: "workload",
        words: [
            "exchange": "Microsoft Exchange Online", "sharepoint": "Microsoft SharePoint Online",
            "onedrive": "Microsoft OneDrive for Business", "microsoftteams": "Microsoft Teams",
        ],
        keepsOthers: true
    )

    static let workloadID = Vocabulary(
        name: "number of the workload",
        words: ["exchange": "20893", "sharepoint": "20892", "onedrive": "15600", "microsoftteams": "28375"]
    )
}
