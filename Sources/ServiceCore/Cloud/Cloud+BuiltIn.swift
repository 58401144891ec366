extension Cloud {
    /// The worldwide cloud.
    public static let global = Cloud(
        name: "global",
        loginHost: "login.microsoftonline.com",
        loginAliases: ["login.windows.net", "login.microsoft.com", "sts.windows.net"],
        cacheHost: "login.windows.net",
        graphHost: "graph.microsoft.com",
        defenderHost: "api.security.microsoft.com",
        endpointHost: "api.securitycenter.microsoft.com",
        defenderAliases: globalDefenderAliases,
        portalHost: "security.microsoft.com",
        tokenIssuerHostV1: "sts.windows.net",
        graphResource: "https://graph.microsoft.com",
        defenderResource: "https://api.security.microsoft.com",
        endpointResource: "https://api.securitycenter.microsoft.com"
    )

    /// US Government GCC: signs in and calls Graph on the global hosts, Defender on its own.
    public static let gcc = Cloud(
        name: "gcc",
        loginHost: "login.microsoftonline.com",
        loginAliases: ["login.windows.net", "login.microsoft.com", "sts.windows.net"],
        cacheHost: "login.windows.net",
        graphHost: "graph.microsoft.com",
        defenderHost: "api-gcc.security.microsoft.us",
        endpointHost: "api-gcc.securitycenter.microsoft.us",
        portalHost: "security.microsoft.com",
        tokenIssuerHostV1: "sts.windows.net",
        graphResource: "https://graph.microsoft.com",
        defenderResource: "https://api-gcc.security.microsoft.us",
        endpointResource: "https://api-gcc.securitycenter.microsoft.us"
    )

    /// US Government GCC High.
    public static let gccHigh = Cloud(
        name: "gcc-high",
        loginHost: "login.microsoftonline.us",
        loginAliases: ["login.usgovcloudapi.net"],
        graphHost: "graph.microsoft.us",
        defenderHost: "api-gov.security.microsoft.us",
        endpointHost: "api-gov.securitycenter.microsoft.us",
        portalHost: "security.microsoft.us",
        tokenIssuerHostV1: "sts.windows.net",
        graphResource: "https://graph.microsoft.us",
        defenderResource: "https://api-gov.security.microsoft.us",
        endpointResource: "https://api-gov.securitycenter.microsoft.us"
    )

    /// US Government DoD.
    public static let dod = Cloud(
        name: "dod",
        loginHost: "login.microsoftonline.us",
        loginAliases: ["login.usgovcloudapi.net"],
        graphHost: "dod-graph.microsoft.us",
        defenderHost: "api-gov.security.microsoft.us",
        endpointHost: "api-gov.securitycenter.microsoft.us",
        portalHost: "security.apps.mil",
        tokenIssuerHostV1: "sts.windows.net",
        graphResource: "https://dod-graph.microsoft.us",
        defenderResource: "https://api-gov.security.microsoft.us",
        endpointResource: "https://api-gov.securitycenter.microsoft.us"
    )

    /// China, operated by 21Vianet; no Defender hosts are published.
    public static let china = Cloud(
        name: "china",
        loginHost: "login.partner.microsoftonline.cn",
        loginAliases: ["login.chinacloudapi.cn"],
        graphHost: "microsoftgraph.chinacloudapi.cn",
        defenderHost: "",
        endpointHost: "",
        portalHost: "",
        tokenIssuerHostV1: "sts.chinacloudapi.cn",
        graphResource: "https://microsoftgraph.chinacloudapi.cn",
        defenderResource: "",
        endpointResource: ""
    )

    /// The clouds that exist, in the order of lists and help texts.
    public static let builtIn: [Cloud] = [.global, .gcc, .gccHigh, .dod, .china]

    /// The built-in cloud of a name, letter case and hyphens ignored; `nil` for an unknown name.
    public static func named(_ name: String) -> Cloud? {
        func folded(_ text: String) -> String { text.lowercased().filter { $0 != "-" && $0 != "_" } }
        let wanted = folded(name)
        if wanted == "public" { return .global }
        return builtIn.first { folded($0.name) == wanted }
    }

    /// The cloud of a local tenant: one authority serves every surface, chosen by path (design 2).
    ///
    /// The App ID URIs stay the real ones, since they are names and not addresses.
    ///
    /// - Parameter authority: `host:port`, for example `localhost:8443`.
    public static func local(authority: String) -> Cloud {
        Cloud(
            name: "local",
            loginHost: authority,
            graphHost: authority,
            defenderHost: authority,
            endpointHost: authority,
            portalHost: authority,
            tokenIssuerHostV1: authority,
            graphResource: Cloud.global.graphResource,
            defenderResource: Cloud.global.defenderResource,
            endpointResource: Cloud.global.endpointResource
        )
    }

    private static let globalDefenderAliases: [String] = {
        let hyphenated = ["us", "eu", "uk", "au", "swa"].flatMap { region in
            ["api-\(region).security.microsoft.com", "api-\(region).securitycenter.microsoft.com"]
        }
        let dotted = ["us", "eu", "uk", "au", "swa"].map { "\($0).api.security.microsoft.com" }
        return hyphenated + dotted + ["api.securitycenter.windows.com", "api-us.securitycenter.windows.com"]
    }()
}
