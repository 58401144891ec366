/// Invented answers of Microsoft Graph security.
enum GraphFixtures {
    /// Every member of incident, alert and comment; evidence stands in ``evidence``.
    static let incident = #"""
        {
          "id": "812", "tenantId": "5f0d7c1e-0a3b-4c44-9e21-6b7d8e9f0a1b", "status": "awaitingAction",
          "incidentWebUrl": "https://security.microsoft.com/incident2/812/overview?tid=5f0d", "redirectIncidentId": "815",
          "displayName": "Encoded shell command", "createdDateTime": "2026-05-11T06:01:02.0000003Z",
          "lastUpdateDateTime": "2026-05-11T06:40:00.1234567Z", "assignedTo": "nora@fabrikam.example",
          "classification": "truePositive", "determination": "notMalicious", "severity": "medium",
          "customTags": ["build"], "systemTags": ["Ransomware"], "description": "What happened.",
          "lastModifiedBy": "API-App:robot", "resolvingComment": "Done.", "summary": "Short.", "priorityScore": 71,
          "comments": [
            {"comment": "Looking.", "createdByDisplayName": "Nora", "createdDateTime": "2026-05-11T06:10:00.0000000Z"}
          ],
          "alerts": [
            {
              "id": "da1_7", "providerAlertId": "1_7", "incidentId": "812", "status": "inProgress", "severity": "high",
              "classification": "unknown", "determination": "unknown", "serviceSource": "microsoftDefenderForEndpoint",
              "detectionSource": "antivirus", "productName": "Microsoft Defender for Endpoint", "detectorId": "d-1",
              "tenantId": "5f0d7c1e-0a3b-4c44-9e21-6b7d8e9f0a1b", "title": "Encoded command", "description": "Text.",
              "recommendedActions": "Look.", "category": "Execution", "categories": ["Execution"],
              "assignedTo": "Automation", "alertWebUrl": "https://security.microsoft.com/alerts/da1_7",
              "incidentWebUrl": "https://security.microsoft.com/incident2/812/overview", "actorDisplayName": "Nobody",
              "threatDisplayName": "Sample.A", "threatFamilyName": "Sample", "mitreTechniques": ["T1059.001"],
              "createdDateTime": "2026-05-11T06:01:00.0000000Z", "lastUpdateDateTime": "2026-05-11T06:39:59.9999999Z",
              "resolvedDateTime": "2026-05-11T06:39:00.0000000Z", "firstActivityDateTime": "2026-05-11T05:59:00.0000000Z",
              "lastActivityDateTime": "2026-05-11T06:00:00.0000000Z", "systemTags": ["s"], "alertPolicyId": "p-1",
              "investigationState": "running", "additionalData": {"k": [1, true]}, "customDetails": {"d": "x"},
              "comments": [], "evidence": []
            }
          ]
        }
        """#

    /// One piece of evidence of each kind that has a type, with all members, and one of a kind that has none.
    static let evidence: [(kind: String, members: String)] = [
        (
            "deviceEvidence",
            #"""
            "firstSeenDateTime": "2025-01-01T00:00:00.0000000Z", "mdeDeviceId": "0123", "azureAdDeviceId": "a-1",
            "deviceDnsName": "build-3.fabrikam.example", "hostName": "build-3", "ntDomain": "FABRIKAM",
            "dnsDomain": "fabrikam.example", "osPlatform": "Windows11", "osBuild": 22631, "version": "23H2",
            "healthStatus": "noSensorData", "riskScore": "high", "rbacGroupId": 3, "rbacGroupName": "Servers",
            "onboardingStatus": "onboarded", "defenderAvStatus": "updated", "lastIpAddress": "10.1.1.1",
            "lastExternalIpAddress": "203.0.113.1", "ipInterfaces": ["10.1.1.1"],
            "vmMetadata": {"cloudProvider": "azure", "resourceId": "/r", "subscriptionId": "s", "vmId": "v"},
            "loggedOnUsers": [{"accountName": "svc", "domainName": "FABRIKAM"}],
            "resourceAccessEvents": [{"accessDateTime": "2026-05-11T06:00:00.0000000Z", "accountId": "a",
              "ipAddress": "10.1.1.2", "resourceIdentifier": "r"}]
            """#
        ),
        (
            "processEvidence",
            #"""
            "processId": 7001, "parentProcessId": 88, "processCommandLine": "sh -c x",
            "processCreationDateTime": "2026-05-11T05:59:00.0000001Z",
            "parentProcessCreationDateTime": "2026-05-11T05:00:00.0000000Z", "detectionStatus": "prevented",
            "mdeDeviceId": "0123",
            "imageFile": {"sha1": "a", "sha256": "b", "md5": "c", "sha256Ac": "d", "fileName": "sh.exe",
              "filePath": "C:\\T", "fileSize": 12, "filePublisher": "P", "signer": "S", "issuer": "I"},
            "parentProcessImageFile": {"fileName": "agent.exe"},
            "userAccount": {"accountName": "svc", "domainName": "F", "userSid": "S-1", "azureAdUserId": "u",
              "userPrincipalName": "svc@f.example", "displayName": "Svc", "activeDirectoryObjectGuid": "g",
              "tenantId": "t", "resourceAccessEvents": []}
            """#
        ),
        (
            "fileEvidence",
            #""detectionStatus": "detected", "mdeDeviceId": "0123", "fileDetails": {"fileName": "a.dll", "fileSize": 1}"#
        ),
        ("userEvidence", #""stream": {"name": "s"}, "userAccount": {"accountName": "a", "resourceAccessEvents": []}"#),
        (
            "ipEvidence",
            #"""
            "ipAddress": "203.0.113.9", "countryLetterCode": "NL", "stream": {"name": "s"},
            "location": {"city": "Delft", "countryName": "NL", "latitude": 52.01, "longitude": 4.36, "state": "ZH"}
            """#
        ),
        ("urlEvidence", #""url": "https://example.test""#),
        ("registryKeyEvidence", #""registryHive": "HKLM", "registryKey": "Software""#),
        (
            "registryValueEvidence",
            #"""
            "mdeDeviceId": "0123", "registryHive": "HKLM", "registryKey": "Software", "registryValue": "1",
            "registryValueName": "Run", "registryValueType": "String"
            """#
        ),
        (
            "mailboxEvidence",
            #"""
            "primaryAddress": "a@x.test", "displayName": "A", "upn": "a@x.test",
            "userAccount": {"accountName": "a", "resourceAccessEvents": []}
            """#
        ),
        (
            "analyzedMessageEvidence",
            #"""
            "networkMessageId": "n", "internetMessageId": "<1@x.test>", "subject": "Hi", "language": "en",
            "p1Sender": {"displayName": "A", "domainName": "x.test", "emailAddress": "a@x.test"},
            "p2Sender": {"emailAddress": "a@x.test"}, "senderIp": "203.0.113.4", "recipientEmailAddress": "b@x.test",
            "receivedDateTime": "2026-05-11T06:00:00.0000000Z", "antiSpamDirection": "inbound",
            "deliveryAction": "delivered", "deliveryLocation": "inbox", "urn": "urn:1", "threats": ["Phish"],
            "threatDetectionMethods": ["URL"], "urls": ["https://x.test"], "urlCount": 1, "attachmentsCount": 0
            """#
        ),
        (
            "mailClusterEvidence",
            #"""
            "clusterBy": "Subject", "clusterByValue": "Hi", "emailCount": 4, "networkMessageIds": ["n"], "query": "q",
            "urn": "urn:2"
            """#
        ),
        (
            "securityGroupEvidence",
            #"""
            "securityGroupId": "g", "displayName": "G", "distinguishedName": "CN=G", "friendlyName": "Group",
            "sid": "S-1-2", "activeDirectoryObjectGuid": "guid"
            """#
        ),
        (
            "cloudApplicationEvidence",
            #"""
            "appId": 11161, "displayName": "App", "instanceId": 0, "instanceName": "I", "saasAppId": 5,
            "stream": {"name": "s"}
            """#
        ),
        (
            "oauthApplicationEvidence",
            #""appId": "c-1", "displayName": "App", "objectId": "o-1", "publisher": "P""#
        ),
        ("azureResourceEvidence", #""resourceId": "/r", "resourceName": "R", "resourceType": "vm""#),
        ("cloudLogonRequestEvidence", #""requestId": "r-1""#),
        ("kubernetesPodEvidence", #""name": "pod-1", "labels": {"app": "x"}, "podIp": {"ipAddress": "10.0.0.1"}"#),
    ]

    static func evidenceText(_ kind: String, _ members: String) -> String {
        """
        {"@odata.type": "#microsoft.graph.security.\(kind)", "createdDateTime": "2026-05-11T06:01:00.0000000Z",
         "verdict": "suspicious", "remediationStatus": "partiallyRemediated", "remediationStatusDetails": "half",
         "roles": ["compromised"], "detailedRoles": ["PrimaryDevice"], "tags": ["t"], \(members)}
        """
    }

    static let incidentUpdate = #"""
        {
          "status": "resolved", "assignedTo": "", "classification": "falsePositive", "determination": "other",
          "customTags": ["a"], "description": "d", "displayName": "n", "severity": "low", "resolvingComment": "r",
          "summary": "s"
        }
        """#

    static let alertUpdate = #"""
        {"status": "new", "assignedTo": "x@y.test", "classification": "truePositive", "determination": "apt"}
        """#

    static let hunting = #"""
        {
          "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults",
          "results": [{"FileName": "sh.exe", "Count": 2}],
          "schema": [{"name": "Count", "type": "Int64"}, {"name": "FileName", "type": "String"}]
        }
        """#
}
