import Foundation
import ServiceCore

/// What a command is to work with, after flags, variables, profile and defaults were weighed.
///
/// A flag wins over a variable, a variable over the profile, the profile over the default.
struct Settings: Sendable {
    /// A value and where it came from, so that `doctor` and messages can tell.
    struct Origin<Value: Sendable>: Sendable {
        var value: Value
        /// `--tenant`, `AZURE_TENANT_ID`, `profile contoso`, …
        var source: String
    }

    enum Verbosity: Sendable, Comparable { case quiet, verbose, debug }

    /// The profile's name; `nil` when none was named and the file has no default.
    var profileName: String?
    var profile: Profile
    /// Whether the profile was named on the command line; then variables do not choose another identity.
    var isProfileNamed: Bool
    /// `nil`: nobody said, so a running local tenant is used, else the global cloud.
    var cloudName: Origin<String>?
    var tenant: Origin<String>?
    var clientID: Origin<String>?
    /// The state folder of the local tenant.
    var localState: Origin<URL>
    var format: OutputFormat
    /// What is drawn instead; only commands with charts have it.
    var drawing: Drawing?
    /// A file of further certificate authorities.
    var caFile: Origin<URL>?
    var proxy: Origin<URL>?
    var timeout: Duration
    var verbosity: Verbosity

    /// Weighs the sources.
    ///
    /// - Parameter allowsUnknownProfile: Takes a profile that is not in the file as an empty one, to be made.
    /// - Throws: ``CommandError`` with the status for usage when a value cannot be read or the profile is unknown.
    init(
        options: GlobalOptions, environment: EnvironmentVariables, file: ConfigurationFile, paths: Paths,
        allowsUnknownProfile: Bool = false
    ) throws {
        let resolver = Resolver(environment: environment)
        let named = resolver.text(options.profile, flag: "--profile", variables: "SALLY_PROFILE")
        let profileName = named?.value ?? file.defaultProfile
        self.profileName = profileName
        isProfileNamed = options.profile != nil
        if let profileName, file.profiles[profileName] != nil || !allowsUnknownProfile {
            guard let found = file.profiles[profileName] else {
                let known = file.profiles.keys.sorted().joined(separator: ", ")
                throw CommandError(
                    .badConfiguration, what: "cannot use the profile \"\(TerminalText.escaped(profileName))\"",
                    why: known.isEmpty
                        ? "\(paths.configurationFile.path) has no profiles"
                        : "\(paths.configurationFile.path) has only \(known)",
                    remedy: "make it with `sally auth login --profile \(TerminalText.escaped(profileName))`",
                    status: .usage)
            }
            profile = found
        } else {
            profile = Profile()
        }
        let from = "profile \(profileName ?? "")"

        cloudName = resolver.text(
            options.cloud, flag: "--cloud", variables: "SALLY_CLOUD", profile: profile.cloud, from: from)
        if cloudName == nil, let host = environment.first("AZURE_AUTHORITY_HOST") {
            cloudName = Self.cloud(ofAuthority: host.value).map { Origin(value: $0, source: host.name) }
        }
        tenant = resolver.text(
            options.tenant, flag: "--tenant", variables: "SALLY_TENANT", "AZURE_TENANT_ID", profile: profile.tenant,
            from: from)
        clientID = resolver.text(
            nil, flag: "--client-id", variables: "SALLY_CLIENT_ID", "AZURE_CLIENT_ID", profile: profile.client,
            from: from)
        let stateName = resolver.text(
            options.state, flag: "--state", variables: "SALLY_STATE", profile: profile.state, from: from)
        localState =
            stateName.map { Origin(value: paths.resolve($0.value), source: $0.source) }
            ?? Origin(value: paths.state.appending(path: "local", directoryHint: .isDirectory), source: "default")
        let caName = resolver.text(
            options.cacert, flag: "--cacert", variables: "SALLY_CACERT", "SSL_CERT_FILE", profile: profile.caFile,
            from: from)
        caFile = caName.map { Origin(value: paths.resolve($0.value), source: $0.source) }
        let proxyName = resolver.text(
            options.proxy, flag: "--proxy", variables: "SALLY_PROXY", "HTTPS_PROXY", "https_proxy",
            profile: profile.proxy, from: from)
        proxy = try proxyName.map { Origin(value: try Self.proxyURL($0), source: $0.source) }
        let formatName = resolver.text(
            options.output?.rawValue, flag: "--output", variables: "SALLY_OUTPUT", profile: profile.output?.rawValue,
            from: from)
        let choice = try formatName.map { try Self.format($0) } ?? .table
        format = choice.format
        drawing = choice.drawing
        let timeoutText = resolver.text(
            options.timeout, flag: "--timeout", variables: "SALLY_TIMEOUT", profile: profile.timeout, from: from)
        timeout = try timeoutText.map { try Self.timeout($0) } ?? .seconds(100)
        verbosity = options.debug ? .debug : options.verbose ? .verbose : .quiet
    }

    private static func cloud(ofAuthority text: String) -> String? {
        let host = (text.contains("://") ? URL(string: text)?.host() : URL(string: "https://" + text)?.host()) ?? text
        return Cloud.builtIn.first { $0.loginHost == host || $0.loginAliases.contains(host) }?.name
    }

    private static func proxyURL(_ origin: Origin<String>) throws -> URL {
        let text = origin.value.contains("://") ? origin.value : "http://" + origin.value
        guard let url = URL(string: text), url.scheme == "http", let host = url.host(), !host.isEmpty else {
            throw unreadable(origin, what: "proxy", why: "it is no http://host:port", remedy: "write http://host:port")
        }
        return url
    }

    private static func format(_ origin: Origin<String>) throws -> OutputChoice {
        guard let format = OutputChoice(rawValue: origin.value) else {
            let known = OutputChoice.allCases.map(\.rawValue).joined(separator: ", ")
            throw unreadable(origin, what: "output format", why: "it is unknown", remedy: "choose one of \(known)")
        }
        return format
    }

    private static func timeout(_ origin: Origin<String>) throws -> Duration {
        guard let length = TimeSpan.duration(parsing: origin.value), length > .zero else {
            throw unreadable(origin, what: "time limit", why: "it is no length above zero", remedy: "write 30s or 2m")
        }
        return length
    }

    private static func unreadable(_ origin: Origin<String>, what: String, why: String, remedy: String) -> CommandError
    {
        CommandError(
            .badConfiguration,
            what: "cannot use the \(what) \"\(TerminalText.escaped(origin.value))\" of \(origin.source)", why: why,
            remedy: remedy, status: .usage)
    }
}

private struct Resolver {
    let environment: EnvironmentVariables

    func text(
        _ flagValue: String?, flag: String, variables: String..., profile: String? = nil, from: String = ""
    ) -> Settings.Origin<String>? {
        if let flagValue { return .init(value: flagValue, source: flag) }
        for variable in variables {
            if let found = environment.first(variable) { return .init(value: found.value, source: found.name) }
        }
        return profile.map { .init(value: $0, source: from) }
    }
}
