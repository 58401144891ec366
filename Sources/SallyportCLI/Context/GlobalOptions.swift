import ArgumentParser

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "The profile of config.yaml to use (SALLY_PROFILE).")
    var profile: String?

    @Option(help: "global, gcc, gcc-high, dod, china, or local (SALLY_CLOUD).")
    var cloud: String?

    @Option(name: [.short, .long], help: "Tenant: GUID or domain (SALLY_TENANT, AZURE_TENANT_ID).")
    var tenant: String?

    @Option(help: "Folder of the local tenant's state (SALLY_STATE).", completion: .directory)
    var state: String?

    @Option(name: [.short, .long], help: "How data is written (SALLY_OUTPUT).")
    var output: OutputChoice?

    @Flag(help: "No colours (NO_COLOR, CLICOLOR).")
    var noColor = false

    @Flag(name: [.short, .long], help: "Say on standard error what is done.")
    var verbose = false

    @Flag(help: "Log every exchange on standard error; secrets are redacted.")
    var debug = false

    @Option(help: "PEM file of further certificate authorities (SALLY_CACERT, SSL_CERT_FILE).", completion: .file())
    var cacert: String?

    @Option(help: "HTTP proxy for outgoing calls, http://host:port (SALLY_PROXY, HTTPS_PROXY).")
    var proxy: String?

    @Option(help: "Longest wait for one answer, for example 30s or 2m (SALLY_TIMEOUT).")
    var timeout: String?
}
