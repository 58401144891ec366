/// The tabular functions that Defender's hunting adds to the language.
///
/// Their bodies are KQL over the tenant's own tables, so that a local tenant answers from its telemetry. What only the
/// service knows comes from relations of the host (``providers``), which are empty where the host gives none. Names
/// with `$` are used where the rows that are handed in are read, because a column of theirs would hide a plain name.
enum DefenderFunctions {
    static let all: [String: StoredFunction] = {
        var result: [String: StoredFunction] = [:]
        for function in [fileProfile, deviceFromIP, assignedIPAddresses, seenBy] + behaviors {
            result[function.name] = function
        }
        return result
    }()

    /// The column that each function reads where the call names none.
    static let standardColumns = ["FileProfile": "SHA1", "DeviceFromIP": "IP"]

    /// Relations that a host may give: what is known of files, and which device has seen which.
    static let providers: [TableSchema] = [
        TableSchema(
            name: "$FileProfile",
            columns: [
                ColumnSchema("SHA1", .string), ColumnSchema("SHA256", .string), ColumnSchema("MD5", .string),
                ColumnSchema("FileSize", .long), ColumnSchema("GlobalPrevalence", .long),
                ColumnSchema("GlobalFirstSeen", .datetime), ColumnSchema("GlobalLastSeen", .datetime),
                ColumnSchema("Signer", .string), ColumnSchema("Issuer", .string), ColumnSchema("SignerHash", .string),
                ColumnSchema("IsCertificateValid", .bool), ColumnSchema("IsRootSignerMicrosoft", .bool),
                ColumnSchema("SignatureState", .string), ColumnSchema("IsExecutable", .bool),
                ColumnSchema("ThreatName", .string), ColumnSchema("Publisher", .string),
                ColumnSchema("SoftwareName", .string),
            ]
        ),
        TableSchema(
            name: "$SeenBy",
            columns: [ColumnSchema("DeviceId", .string), ColumnSchema("SeenByDevice", .string)]
        ),
    ]

    /// Profiles of up to `y` files. A hash that no profile is known of is `Missing`; rows beyond the limit have no
    /// availability at all. Of files that only the tenant's own telemetry knows, prevalence and times are the tenant's.
    private static let fileProfile = StoredFunction(
        builtIn: "FileProfile",
        """
        (T: (*), x: string = "SHA1", y: long = 100) {
            let ['$column'] = x;
            let ['$limit'] = y;
            let input = materialize(T | extend ['$key'] = tolower(tostring(column_ifexists(['$column'], ""))));
            let wanted = materialize(input | where isnotempty(['$key']) | distinct ['$key'] | take ['$limit']);
            let given = ['$FileProfile'] | extend SHA1 = tolower(SHA1), SHA256 = tolower(SHA256), MD5 = tolower(MD5);
            let sighting = (R: (*)) {
                R
                | project Timestamp = column_ifexists("Timestamp", datetime(null)),
                    DeviceId = column_ifexists("DeviceId", ""), SHA1 = tolower(column_ifexists("SHA1", "")),
                    SHA256 = tolower(column_ifexists("SHA256", "")), MD5 = tolower(column_ifexists("MD5", "")),
                    FileSize = tolong(column_ifexists("FileSize", long(null))),
                    Publisher = column_ifexists("ProcessVersionInfoCompanyName", ""),
                    SoftwareName = column_ifexists("ProcessVersionInfoProductName", "")
            };
            let seen = union isfuzzy=true
                (DeviceFileEvents | invoke sighting()), (DeviceProcessEvents | invoke sighting()),
                (DeviceImageLoadEvents | invoke sighting())
                | where isnotempty(SHA1)
                | summarize SHA256 = max(SHA256), MD5 = max(MD5), FileSize = max(FileSize),
                    GlobalPrevalence = dcount(DeviceId), GlobalFirstSeen = min(Timestamp),
                    GlobalLastSeen = max(Timestamp), Publisher = max(Publisher), SoftwareName = max(SoftwareName)
                    by SHA1;
            let signed = union isfuzzy=true (DeviceFileCertificateInfo)
                | project Timestamp = column_ifexists("Timestamp", datetime(null)),
                    SHA1 = tolower(column_ifexists("SHA1", "")), Signer = column_ifexists("Signer", ""),
                    Issuer = column_ifexists("Issuer", ""), SignerHash = column_ifexists("SignerHash", ""),
                    IsSigned = column_ifexists("IsSigned", bool(null)),
                    IsCertificateValid = column_ifexists("IsTrusted", bool(null)),
                    IsRootSignerMicrosoft = column_ifexists("IsRootSignerMicrosoft", bool(null))
                | summarize arg_max(Timestamp, *) by SHA1
                | extend SignatureState = case(
                    not(IsSigned), "Unsigned", IsCertificateValid, "SignedValid", IsSigned, "SignedInvalid", "Unknown");
            let own = seen
                | join kind=leftanti given on SHA1
                | join kind=leftouter signed on SHA1
                | project SHA1, SHA256, MD5, FileSize, GlobalPrevalence, GlobalFirstSeen, GlobalLastSeen, Signer, Issuer,
                    SignerHash, IsCertificateValid, IsRootSignerMicrosoft, SignatureState,
                    IsExecutable = bool(null), ThreatName = "", Publisher, SoftwareName;
            let known = union given, own;
            let profiles = union
                (known | extend ['$key'] = SHA1), (known | extend ['$key'] = SHA256), (known | extend ['$key'] = MD5)
                | where ['$key'] in (wanted)
                | summarize take_any(*) by ['$key']
                | extend ProfileAvailability = "Available";
            input
            | join kind=leftouter (
                wanted
                | join kind=leftouter profiles on ['$key']
                | project ['$key'], SHA1, SHA256, MD5, FileSize, GlobalPrevalence, GlobalFirstSeen, GlobalLastSeen,
                    Signer, Issuer, SignerHash, IsCertificateValid, IsRootSignerMicrosoft, SignatureState, IsExecutable,
                    ThreatName, Publisher, SoftwareName,
                    ProfileAvailability = iff(isempty(ProfileAvailability), "Missing", ProfileAvailability)
            ) on ['$key']
            | project-away ['$key'], ['$key1']
        }
        """
    )

    /// Which device had an address at a time: the one that last reported it until then.
    private static let deviceFromIP = StoredFunction(
        builtIn: "DeviceFromIP",
        """
        (T: (*), x: string = "IP", y: datetime = datetime(null)) {
            let ['$column'] = x;
            let input = T | extend ['$key'] = tostring(column_ifexists(['$column'], ""));
            let reports = union isfuzzy=true (DeviceNetworkInfo)
                | project Timestamp = column_ifexists("Timestamp", datetime(null)),
                    DeviceId = column_ifexists("DeviceId", ""), IPAddresses = column_ifexists("IPAddresses", "");
            let owners = reports
                | where isnull(y) or Timestamp <= y
                | mv-expand ['$address'] = parse_json(IPAddresses)
                | summarize arg_max(Timestamp, DeviceId) by IP = tostring(['$address'].IPAddress)
                | where isnotempty(IP)
                | project IP, DeviceId;
            input
            | join kind=leftouter owners on $left.['$key'] == $right.IP
            | project-away ['$key']
        }
        """
    )

    /// The addresses that a device had at a time, by its last report until then.
    private static let assignedIPAddresses = StoredFunction(
        builtIn: "AssignedIPAddresses",
        """
        (x: string, y: datetime = datetime(null)) {
            let reports = union isfuzzy=true (DeviceNetworkInfo)
                | project Timestamp = column_ifexists("Timestamp", datetime(null)),
                    DeviceId = column_ifexists("DeviceId", ""), DeviceName = column_ifexists("DeviceName", ""),
                    IPAddresses = column_ifexists("IPAddresses", ""),
                    NetworkAdapterType = column_ifexists("NetworkAdapterType", ""),
                    ConnectedNetworks = column_ifexists("ConnectedNetworks", "")
                | where (DeviceId =~ x or DeviceName =~ x) and (isnull(y) or Timestamp <= y);
            let newest = toscalar(reports | summarize max(Timestamp));
            reports
            | where Timestamp == newest
            | mv-expand ['$address'] = parse_json(IPAddresses)
            | project Timestamp, IPAddress = tostring(['$address'].IPAddress),
                IPType = tostring(['$address'].AddressType), NetworkAdapterType,
                ConnectedNetworks = parse_json(ConnectedNetworks)
            | where isnotempty(IPAddress)
        }
        """
    )

    /// Which devices have seen each device of the input on the network, as the host knows it.
    private static let seenBy = StoredFunction(
        builtIn: "SeenBy",
        """
        (T: (*)) {
            let input = T | extend ['$key'] = tostring(column_ifexists("DeviceId", ""));
            input
            | join kind=leftouter (['$SeenBy'] | project ['$key'] = DeviceId, SeenByDevice) on ['$key']
            | project-away ['$key'], ['$key1']
        }
        """
    )
}
