public import ServiceCore

/// What all credentials of a program share: the network, time, randomness and the cache.
public struct IdentityContext: Sendable {
    /// Sends requests.
    public var transport: any HTTPTransport
    /// Wall time and waiting.
    public var time: any TimeSource
    /// Identifiers, states, nonces and verifiers.
    public var random: any RandomSource
    /// Tokens that were got before.
    public var cache: TokenCache
    /// OpenID configurations that were fetched before.
    public var discovery: MetadataDiscovery
    /// When requests are sent again.
    public var retry: RetryPolicy
    /// The longest time of one request.
    public var timeout: Duration
    /// What the client can, for example `CP1`: it answers claims challenges, so its tokens may live longer.
    ///
    /// Tokens with and without belong into separate caches, since caches do not tell them apart (identity G.1).
    public var clientCapabilities: [String]
    /// Value of `User-Agent`.
    public var userAgent: String

    /// Makes a context.
    public init(
        transport: any HTTPTransport,
        time: any TimeSource,
        random: any RandomSource,
        cache: TokenCache = TokenCache(),
        retry: RetryPolicy = .standard,
        timeout: Duration = .seconds(30),
        clientCapabilities: [String] = [],
        userAgent: String = "sallyport"
    ) {
        self.transport = transport
        self.time = time
        self.random = random
        self.cache = cache
        self.retry = retry
        self.timeout = timeout
        self.clientCapabilities = clientCapabilities
        self.userAgent = userAgent
        discovery = MetadataDiscovery(transport: transport, time: time, random: random, retry: retry, timeout: timeout)
    }

    var pipeline: ServicePipeline {
        ServicePipeline(
            transport: transport, credential: nil, scopes: [], retry: retry, time: time, random: random,
            userAgent: userAgent, timeout: timeout)
    }
}
