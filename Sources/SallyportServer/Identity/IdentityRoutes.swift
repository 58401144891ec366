import Hummingbird

/// The identity endpoints and their pages.
func addIdentityRoutes(to router: Router<TenantContext>, dependencies: ServerDependencies, pages: Pages) {
    let throttle = FailureThrottle()
    DiscoveryRoutes(dependencies: dependencies).add(to: router)
    TokenEndpoint(dependencies: dependencies, throttle: throttle).add(to: router)
    let shared = PageRoutes(dependencies: dependencies, pages: pages, throttle: throttle)
    AuthorizeRoutes(shared: shared).add(to: router)
    AdminConsentRoutes(shared: shared).add(to: router)
    DeviceRoutes(shared: shared).add(to: router)
    LogoutRoutes(shared: shared).add(to: router)
    let userInfo = UserInfo(dependencies: dependencies)
    router.get("/:tenant/openid/userinfo") { try await userInfo.respond($0, $1) }
    // An embedded browser reads the code from the address of this page, identity.md D.3.
    router.get("/:tenant/oauth2/nativeclient") { _, context in
        pages.message("You are signed in", "You can close this window.", context: context)
    }
    router.get("/error") { request, context in
        await shared.guarded(context) { try ErrorCodePage(pages: pages).respond(request, context) }
    }
}

/// `/oidc/userinfo`, a route of Graph.
func addUserInfoRoute(to router: Router<TenantContext>, dependencies: ServerDependencies) {
    let userInfo = UserInfo(dependencies: dependencies)
    router.get("/oidc/userinfo") { try await userInfo.response(for: $1.requireCaller()) }
    router.post("/oidc/userinfo") { try await userInfo.response(for: $1.requireCaller()) }
}

/// Pages of our own: the entrance.
func addOwnRoutes(to router: Router<TenantContext>, dependencies: ServerDependencies, pages: Pages) {
    router.get("/") { _, context in
        pages.message(
            "A local tenant is running",
            "Programs reach its identity, Graph and Defender endpoints at this address. The command sally local info tells how.",
            facts: [
                MessagePage.Fact(name: "Address", value: HTMLText(context.authority.origin)),
                MessagePage.Fact(
                    name: "OpenID",
                    value: HTMLText("\(context.authority.origin)/common/v2.0/.well-known/openid-configuration")),
            ], context: context)
    }
}
