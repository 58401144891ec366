/// A user who has signed in.
public struct Account: Sendable, Hashable, Codable {
    /// Object ID and tenant at home, `{uid}.{utid}`: the key of the user in the cache.
    public var homeAccountID: String

    /// Login host under which the cache files the user.
    public var environment: String

    /// The tenant that was signed in to.
    public var tenantID: String

    /// The name to show.
    public var username: String

    /// Object ID in the tenant that was signed in to.
    public var localAccountID: String?

    /// The person's name.
    public var name: String?

    /// The grant that brought the user in.
    public var source: String?

    /// Makes an account.
    public init(
        homeAccountID: String,
        environment: String,
        tenantID: String,
        username: String,
        localAccountID: String? = nil,
        name: String? = nil,
        source: String? = nil
    ) {
        self.homeAccountID = homeAccountID
        self.environment = environment
        self.tenantID = tenantID
        self.username = username
        self.localAccountID = localAccountID
        self.name = name
        self.source = source
    }
}
