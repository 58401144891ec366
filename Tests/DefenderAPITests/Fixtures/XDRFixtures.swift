/// Invented answers of the Microsoft 365 Defender API.
enum XDRFixtures {
    /// Every member of incident, comment, alert, device.
    static let incident = #"""
        {
          "incidentId": 812,
          "incidentUri": "https://security.microsoft.com/incidents/812?tid=5f0d7c1e-0a3b-4c44-9e21-6b7d8e9f0a1b",
          "redirectIncidentId": 815,
          "incidentName": "Encoded shell command on a build server",
          "createdTime": "2026-05-11T06:01:02.0000003Z",
          "lastUpdateTime": "2026-05-11T06:40:00.1234567Z",
          "assignedTo": "nora@fabrikam.example",
          "classification": "TruePositive",
          "determination": "NoEnoughDataToValidate",
          "detectionSource": "EDR",
          "status": "InProgress",
          "severity": "UnSpecified",
          "tags": ["build", "linux"],
          "comments": [
            {"comment": "Looking.", "createdBy": "nora@fabrikam.example", "createdTime": "2026-05-11T06:10:00.0000000Z"}
          ],
          "alerts": [
            {
              "alertId": "da700000000000000001_7",
              "providerAlertId": "700000000000000001_7",
              "incidentId": 812,
              "serviceSource": "MicrosoftDefenderForEndpoint",
              "creationTime": "2026-05-11T06:01:00.0000000Z",
              "lastUpdatedTime": "2026-05-11T06:39:59.9999999Z",
              "resolvedTime": "2026-05-11T06:39:00.0000000Z",
              "firstActivity": "2026-05-11T05:59:00.0000000Z",
              "lastActivity": "2026-05-11T06:00:00.0000000Z",
              "title": "Encoded command",
              "description": "A shell got its command in base 64.",
              "category": "Execution",
              "status": "Active",
              "severity": "High",
              "investigationId": 4,
              "investigationState": "PartiallyRemediated",
              "classification": "FalsePositive",
              "determination": "Clean",
              "detectionSource": "WindowsDefenderAtp",
              "detectorId": "1d1a2c36-77aa-4d36-8a8b-0a2cf2dcb111",
              "assignedTo": "Automation",
              "actorName": "Nobody",
              "threatFamilyName": "Sample",
              "mitreTechniques": ["T1059.001"],
              "devices": [
                {
                  "mdatpDeviceId": "0123456789012345678901234567890123456789",
                  "aadDeviceId": "9a6f3a0c-3c0f-4e08-a5cf-3c8f2b8f6d10",
                  "deviceDnsName": "build-3.fabrikam.example",
                  "osPlatform": "WindowsServer2022",
                  "version": "21H2",
                  "osProcessor": "x64",
                  "osBuild": 20348,
                  "healthStatus": "ImpairedCommunication",
                  "riskScore": "Medium",
                  "rbacGroupName": "Servers",
                  "rbacGroupId": 9,
                  "firstSeen": "2025-01-01T00:00:00.0000000Z",
                  "tags": ["build"],
                  "defenderAvStatus": "NotUpdated",
                  "onboardingStatus": "CanBeOnboarded",
                  "vmMetadata": {"cloudProvider": "Azure", "resourceId": "/r", "subscriptionId": "s", "vmId": "v"},
                  "loggedOnUsers": [{"accountName": "svc-build", "domainName": "FABRIKAM"}]
                }
              ],
              "entities": []
            }
          ]
        }
        """#

    /// Every member of an entity, which no real kind uses at once.
    static let entity = #"""
        {
          "entityType": "Process", "evidenceCreationTime": "2026-05-11T06:01:00.0000000Z", "verdict": "Malicious",
          "remediationStatus": "Remediated", "detectionStatus": "Blocked", "sha1": "a1", "sha256": "b2",
          "fileName": "sh.exe", "filePath": "C:\\Tools", "processId": 7001, "processCommandLine": "sh -c \"x\"",
          "processCreationTime": "2026-05-11T05:59:00.0000001Z", "parentProcessId": 88,
          "parentProcessCreationTime": "2026-05-11T05:00:00.0000000Z", "parentProcessFileName": "agent.exe",
          "parentProcessFilePath": "C:\\Agent", "ipAddress": "203.0.113.9", "url": "https://example.test/x",
          "accountName": "svc-build", "domainName": "FABRIKAM", "userSid": "S-1-5-21-1", "aadUserId": "u-1",
          "userPrincipalName": "svc-build@fabrikam.example", "mailboxDisplayName": "Build", "mailboxAddress": "b@x.test",
          "clusterBy": "Subject", "clusterByValue": "Hello", "emailCount": 3, "sender": "a@x.test",
          "recipient": "b@x.test", "subject": "Hello", "deliveryAction": "Delivered", "internetMessageId": "<1@x.test>",
          "networkMessageId": "n-1", "securityGroupId": "g-1", "securityGroupName": "Builders", "registryHive": "HKLM",
          "registryKey": "Software\\X", "registryValueType": "String", "registryValue": "1", "deviceId": "0123"
        }
        """#

    static let update = #"""
        {
          "status": "Resolved", "assignedTo": "", "classification": "InformationalExpectedActivity",
          "determination": "ConfirmedUserActivity", "tags": [], "comment": "Known."
        }
        """#

    static let hunting = #"""
        {
          "Stats": {
            "ExecutionTime": 0.5,
            "resource_usage": {
              "cache": {"memory": {"hits": 1, "misses": 2, "total": 3}, "disk": {"hits": 0, "misses": 0, "total": 0}},
              "cpu": {"user": "00:00:00.0100000", "kernel": "00:00:00", "total cpu": "00:00:00.0100000"},
              "memory": {"peak_per_node": 1024}
            },
            "dataset_statistics": [{"table_row_count": 2, "table_size": 90}]
          },
          "Schema": [
            {"Name": "Timestamp", "Type": "DateTime"}, {"Name": "DeviceName", "Type": "String"},
            {"Name": "Total", "Type": "Int64"}, {"Name": "Share", "Type": "Double"}, {"Name": "Seen", "Type": "SByte"},
            {"Name": "Bag", "Type": "Object"}
          ],
          "Results": [
            {
              "Timestamp": "2026-05-11T05:59:00.0000001Z", "DeviceName": "büro \"3\"\n\u00e9\ud83d\ude00", "Total": 9007199254740993,
              "Share": 0.25, "Seen": true, "Bag": {"a": [1, null, {"b": false}]}
            },
            {
              "Total@odata.type": "#Int64", "Seen": 0, "Share": -1.5e-3, "Total": -7, "DeviceName": "", "Other": "dropped",
              "Timestamp": null
            }
          ]
        }
        """#

    /// Hides what is printed as `null`, members that a caller need not see.
    static let minimalIncident = #"""
        {
          "incidentId": 1, "createdTime": "2026-05-11T06:01:02Z", "lastUpdateTime": "2026-05-11T06:01:02.5+02:00",
          "status": "Archived", "severity": "high", "surprise": {"of": ["the", "future"]}
        }
        """#
}
