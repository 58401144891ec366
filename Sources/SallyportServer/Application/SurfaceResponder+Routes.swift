import Hummingbird

extension SurfaceResponder {
    /// Builds the routers of all surfaces.
    init(dependencies: ServerDependencies) throws {
        let pages = try Pages()
        let identity = Router(context: TenantContext.self, options: .autoGenerateHeadEndpoints)
        addIdentityRoutes(to: identity, dependencies: dependencies, pages: pages)

        let api = Router(context: TenantContext.self)
        api.add(
            middleware: BearerMiddleware(
                authenticator: BearerAuthenticator(keys: dependencies.keys, issuers: dependencies.issuers),
                tenants: TenantPresence(database: dependencies.database),
                time: dependencies.time
            )
        )
        addUserInfoRoute(to: api, dependencies: dependencies)
        addDirectoryRoutes(to: api, dependencies: dependencies)
        addSecurityRoutes(
            to: api, dependencies: dependencies, settings: SecuritySettings(), hunting: dependencies.hunting)

        let own = Router(context: TenantContext.self, options: .autoGenerateHeadEndpoints)
        addOwnRoutes(to: own, dependencies: dependencies, pages: pages)

        self.init(
            hosts: dependencies.hosts,
            time: dependencies.time,
            random: dependencies.random,
            identity: identity.buildResponder(),
            api: api.buildResponder(),
            own: own.buildResponder()
        )
    }
}
