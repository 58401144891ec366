import Foundation

// Identifiers: defender-api.md A2 to A4.

extension ResourceApplication {
    /// The Microsoft Defender for Endpoint API.
    public static let windowsDefenderATP = ResourceApplication(
        appID: UUID(constant: "fc780465-2017-40d4-a0c5-307022471b92"),
        displayName: "WindowsDefenderATP",
        identifiers: [
            "https://api.securitycenter.microsoft.com",
            "https://securitycenter.onmicrosoft.com/windowsatpservice",
            "https://api.securitycenter.windows.com",
            "https://api-gcc.securitycenter.microsoft.us",
            "https://api-gov.securitycenter.microsoft.us",
        ],
        appRoles: windowsDefenderATPAppRoles,
        scopes: windowsDefenderATPScopes
    )

    private static let windowsDefenderATPAppRoles: [Permission] = [
        Permission(
            "93489bf5-0fbc-4f2d-b901-33f2fe08ff05", .appRole, "AdvancedQuery.Read.All", "Run hunting queries",
            "Run advanced hunting queries over the events of devices.", needsAdmin: true),
        Permission(
            "71fe6b80-7034-4028-9ed8-0f316df9c3ff", .appRole, "Alert.Read.All", "Read alerts",
            "Read alerts with their evidence.", needsAdmin: true),
        Permission(
            "0f7000ec-157b-497f-b70e-ef0b0584f140", .appRole, "Alert.ReadWrite.All", "Read and change alerts",
            "Read alerts, create them, and set their status, owner and comments.", needsAdmin: true),
        Permission(
            "84ddd701-5fac-4c30-b0ad-aa73a67bea1a", .appRole, "Event.Write", "Write timeline events",
            "Add events to the timelines of devices.", needsAdmin: true),
        Permission(
            "8788f1a9-beca-4e26-ba58-10513f3b896f", .appRole, "File.Read.All", "Read file profiles",
            "Read what is known about files seen in the tenant.", needsAdmin: true),
        Permission(
            "7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59", .appRole, "IntegrationConfiguration.ReadWrite",
            "Read and change integrations", "Read and change the configuration of integrations.", needsAdmin: true),
        Permission(
            "47bf842d-354b-49ef-b741-3a6dd815bc13", .appRole, "Ip.Read.All", "Read address profiles",
            "Read what is known about network addresses seen in the tenant.", needsAdmin: true),
        Permission(
            "41d209c7-2511-4fc9-b899-8008a3976f09", .appRole, "Library.Manage", "Manage the live response library",
            "Add, read and delete files of the live response library.", needsAdmin: true),
        Permission(
            "15405ab2-2103-4a3c-ad80-e829841cedcc", .appRole, "Machine.CollectForensics", "Collect forensic packages",
            "Have devices collect an investigation package.", needsAdmin: true),
        Permission(
            "7e4e1300-e1b9-4102-88ba-f0cb6e6d5974", .appRole, "Machine.Isolate", "Isolate devices",
            "Cut devices off from the network, and let them in again.", needsAdmin: true),
        Permission(
            "1629b959-c0af-42a1-92f0-f6162060bdf1", .appRole, "Machine.LiveResponse", "Run live response",
            "Run commands on devices through live response.", needsAdmin: true),
        Permission(
            "594435bf-36dd-4548-83bd-1bdafe157d7a", .appRole, "Machine.Offboard", "Offboard devices",
            "Remove devices from the service.", needsAdmin: true),
        Permission(
            "ea8291d3-4b9a-44b5-bc3a-6cea3026dc79", .appRole, "Machine.Read.All", "Read devices",
            "Read the inventory of devices and what is known about each.", needsAdmin: true),
        Permission(
            "aa027352-232b-4ed4-b963-a705fc4d6d2c", .appRole, "Machine.ReadWrite.All", "Read and change devices",
            "Read devices, and set their tags and value.", needsAdmin: true),
        Permission(
            "96b6b35d-074d-4e2d-b167-8d68d9269648", .appRole, "Machine.RestrictExecution",
            "Restrict programs on devices", "Allow only signed programs of the vendor on devices, and lift that.",
            needsAdmin: true),
        Permission(
            "a86d9824-b2b6-45f8-b042-16bc4922ed4e", .appRole, "Machine.Scan", "Scan devices",
            "Have devices run an antivirus scan.", needsAdmin: true),
        Permission(
            "96e72b5e-7e68-4171-aad1-3937599e4751", .appRole, "Machine.StopAndQuarantine", "Stop and quarantine files",
            "Stop a running file on devices and put it into quarantine.", needsAdmin: true),
        Permission(
            "6a33eedf-ba73-4e5a-821b-f057ef63853a", .appRole, "RemediationTasks.Read.All", "Read remediation tasks",
            "Read remediation activities of vulnerability management.", needsAdmin: true),
        Permission(
            "02b005dd-f804-43b4-8fc7-078460413f74", .appRole, "Score.Read.All", "Read scores",
            "Read exposure and configuration scores.", needsAdmin: true),
        Permission(
            "e870c0c1-c1a2-41ca-948e-a33912d2d3f0", .appRole, "SecurityBaselinesAssessment.Read.All",
            "Read baseline assessments", "Read how devices compare with security baselines.", needsAdmin: true),
        Permission(
            "227f2ea0-c2c2-4428-b7af-9ff40f1a720e", .appRole, "SecurityConfiguration.Read.All",
            "Read security configuration", "Read the configuration of device security.", needsAdmin: true),
        Permission(
            "e5e05709-32a3-4c85-89c8-67596eb94f24", .appRole, "SecurityConfiguration.ReadWrite.All",
            "Read and change security configuration", "Read and change the configuration of device security.",
            needsAdmin: true),
        Permission(
            "6443965c-7dd2-4cfd-b38f-bb7772bee163", .appRole, "SecurityRecommendation.Read.All",
            "Read security recommendations", "Read recommendations of vulnerability management.", needsAdmin: true),
        Permission(
            "37f71c98-d198-41ae-964d-2c49aab74926", .appRole, "Software.Read.All", "Read software inventory",
            "Read the software found on devices.", needsAdmin: true),
        Permission(
            "528ca142-c849-4a5b-935e-10b8b9c38a84", .appRole, "Ti.Read.All", "Read indicators",
            "Read all indicators of the tenant.", needsAdmin: true),
        Permission(
            "a8bc2240-f96a-46a1-bad5-6a960b7327a1", .appRole, "Ti.ReadWrite", "Read and change own indicators",
            "Read and change the indicators that the application created.", needsAdmin: true),
        Permission(
            "fc511a58-3adf-4d71-af24-00f13e35e479", .appRole, "Ti.ReadWrite.All", "Read and change all indicators",
            "Read and change every indicator of the tenant.", needsAdmin: true),
        Permission(
            "721af526-ffa8-42d7-9b84-1a56244dd99d", .appRole, "Url.Read.All", "Read URL profiles",
            "Read what is known about domains and URLs seen in the tenant.", needsAdmin: true),
        Permission(
            "a833834a-4cf1-4732-8acf-bbcfa13fb610", .appRole, "User.Read.All", "Read user profiles",
            "Read the devices and alerts that belong to a user.", needsAdmin: true),
        Permission(
            "41269fc5-d04d-4bfd-bce7-43a51cea049a", .appRole, "Vulnerability.Read.All", "Read vulnerabilities",
            "Read vulnerabilities found on devices.", needsAdmin: true),
        Permission(
            "f820e656-f1d1-4cb8-a566-31d18eeecb40", .appRole, "readonly", "Read only (internal)",
            "Internal role of the service for reading.", needsAdmin: true),
        Permission(
            "2261fd4a-5f23-4b74-9e4d-f4ac92dc86a2", .appRole, "secop", "Security operations (internal)",
            "Internal role of the service for operations.", needsAdmin: true),
    ]

    private static let windowsDefenderATPScopes: [Permission] = [
        Permission(
            "1fb6e712-1bd9-4184-b1c0-5e71e759196b", .scope, "AdvancedQuery.Read", "Run hunting queries",
            "Run advanced hunting queries over the events of devices.", needsAdmin: true),
        Permission(
            "b2069dc0-9fe9-4e6d-9aca-ccf3dd503819", .scope, "Alert.Read", "Read alerts",
            "Read alerts with their evidence.", needsAdmin: true),
        Permission(
            "cbc3b413-21e6-416d-95a4-af87687efbd0", .scope, "Alert.ReadWrite", "Read and change alerts",
            "Read alerts, create them, and set their status, owner and comments.", needsAdmin: true),
        Permission(
            "8fce64a0-67c8-4e39-8f47-cac9ff7e13bb", .scope, "File.Read.All", "Read file profiles",
            "Read what is known about files seen in the tenant.", needsAdmin: true),
        Permission(
            "b65a97e8-c8e8-4908-b19a-f654615de1a9", .scope, "Ip.Read.All", "Read address profiles",
            "Read what is known about network addresses seen in the tenant.", needsAdmin: true),
        Permission(
            "5998a3da-2c9b-4bf3-99bd-44c9fe337ad2", .scope, "Library.Manage", "Manage the live response library",
            "Add, read and delete files of the live response library.", needsAdmin: true),
        Permission(
            "5eb7b9dc-cbce-4c7e-9d73-5be248260ae6", .scope, "Machine.CollectForensics", "Collect forensic packages",
            "Have devices collect an investigation package.", needsAdmin: true),
        Permission(
            "479231ef-3b86-4933-ae6b-1fa84bba9e31", .scope, "Machine.Isolate", "Isolate devices",
            "Cut devices off from the network, and let them in again.", needsAdmin: true),
        Permission(
            "25fb0c21-5877-492a-8d0c-e7893a9585cc", .scope, "Machine.LiveResponse", "Run live response",
            "Run commands on devices through live response.", needsAdmin: true),
        Permission(
            "29d1c73a-07f6-495f-b62b-1554a954d0a3", .scope, "Machine.Offboard", "Offboard devices",
            "Remove devices from the service.", needsAdmin: true),
        Permission(
            "fbd3d33a-b1f5-4573-906c-51b39682fbcf", .scope, "Machine.Read", "Read devices",
            "Read the inventory of devices and what is known about each.", needsAdmin: true),
        Permission(
            "f6846c57-9e3c-4a65-81aa-2f5e09ff4f0b", .scope, "Machine.ReadWrite", "Read and change devices",
            "Read devices, and set their tags and value.", needsAdmin: true),
        Permission(
            "abddfa88-80bb-4aef-81ff-18cbf29363a9", .scope, "Machine.RestrictExecution", "Restrict programs on devices",
            "Allow only signed programs of the vendor on devices, and lift that.", needsAdmin: true),
        Permission(
            "b4618115-647e-42a5-bd0d-0ea9878fb376", .scope, "Machine.Scan", "Scan devices",
            "Have devices run an antivirus scan.", needsAdmin: true),
        Permission(
            "69e036b7-3f10-4d4c-a85e-82295629eca8", .scope, "Machine.StopAndQuarantine", "Stop and quarantine files",
            "Stop a running file on devices and put it into quarantine.", needsAdmin: true),
        Permission(
            "19956c04-168f-4f44-b471-48c8f50dc0c8", .scope, "RemediationTasks.Read", "Read remediation tasks",
            "Read remediation activities of vulnerability management.", needsAdmin: true),
        Permission(
            "df4ed126-3a4c-460a-b0fc-67aea84fc332", .scope, "Score.Read", "Read scores",
            "Read exposure and configuration scores.", needsAdmin: true),
        Permission(
            "d42e2aa1-a664-43a9-b7c6-2766d44a6687", .scope, "SecurityBaselinesAssessment.Read",
            "Read baseline assessments", "Read how devices compare with security baselines.", needsAdmin: true),
        Permission(
            "4ac83e46-552f-4948-91c2-f7eaff971018", .scope, "SecurityConfiguration.Read", "Read security configuration",
            "Read the configuration of device security.", needsAdmin: true),
        Permission(
            "bfc81a3a-4f6d-4bfe-b945-d7fe6747d2a0", .scope, "SecurityConfiguration.ReadWrite",
            "Read and change security configuration", "Read and change the configuration of device security.",
            needsAdmin: true),
        Permission(
            "1ab96238-1253-4059-a32f-4087f20ed65d", .scope, "SecurityRecommendation.Read",
            "Read security recommendations", "Read recommendations of vulnerability management.", needsAdmin: true),
        Permission(
            "5f216ada-3f51-4a22-ace5-06b198328476", .scope, "Software.Read", "Read software inventory",
            "Read the software found on devices.", needsAdmin: true),
        Permission(
            "650ff1f9-dd5f-48ee-8c58-7beef332c818", .scope, "Ti.ReadWrite", "Read and change own indicators",
            "Read and change the indicators that the application created.", needsAdmin: true),
        Permission(
            "42b4777c-6196-49ad-9cfc-207e73f2eb61", .scope, "Url.Read.All", "Read URL profiles",
            "Read what is known about domains and URLs seen in the tenant.", needsAdmin: true),
        Permission(
            "ffd6563e-842b-4cfc-b349-06006e0473a3", .scope, "User.Read.All", "Read user profiles",
            "Read the devices and alerts that belong to a user.", needsAdmin: true),
        Permission(
            "63a677ce-818c-4409-9d12-5c6d2e2a6bfe", .scope, "Vulnerability.Read", "Read vulnerabilities",
            "Read vulnerabilities found on devices.", needsAdmin: true),
    ]
}
