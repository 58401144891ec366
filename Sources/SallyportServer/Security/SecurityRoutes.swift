import Hummingbird

/// Adds the routes of Graph security and of the Microsoft 365 Defender API, as ``SecurityRoute/all`` lists them.
func addSecurityRoutes(
    to router: Router<TenantContext>,
    dependencies: ServerDependencies,
    settings: SecuritySettings,
    hunting: HuntingService
) {
    let handlers = SecurityHandlers(dependencies: dependencies, settings: settings, hunting: hunting)
    for route in SecurityRoute.all {
        for path in route.versionedPaths {
            router.on(RouterPath(path), method: route.method) { request, context in
                try await handlers.serve(route, request, context)
            }
        }
    }
}
