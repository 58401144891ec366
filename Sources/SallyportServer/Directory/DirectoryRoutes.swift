import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// Graph's directory routes: what automating a registration needs; identity.md D.6.
func addDirectoryRoutes(to router: Router<TenantContext>, dependencies: ServerDependencies) {
    let routes = DirectoryRouter(router: router, dependencies: dependencies)
    ApplicationRoutes.add(to: routes)
    ApplicationCredentialRoutes.add(to: routes)
    ServicePrincipalRoutes.add(to: routes)
    AppRoleAssignmentRoutes.add(to: routes)
    PermissionGrantRoutes.add(to: routes)
    UserRoutes.add(to: routes)
    OrganizationRoutes.add(to: routes)
}

/// Adds routes under every version, and turns the errors of the store into Graph's.
struct DirectoryRouter {
    let router: Router<TenantContext>
    let dependencies: ServerDependencies

    /// Adds an operation.
    ///
    /// A path that begins with a collection and `/:id` is also served with the key in parentheses, as in
    /// `/applications(appId='…')/addPassword`; identity.md D.6.
    func on(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ operation: @Sendable @escaping (DirectoryCall) async throws -> Response
    ) {
        var paths = [path]
        if let range = path.range(of: "/:id") { paths.append(path.replacingCharacters(in: range, with: "({id}")) }
        for path in ["/v1.0", "/beta"].flatMap({ version in paths.map { version + $0 } }) {
            router.on(RouterPath(path), method: method) { [dependencies] request, context in
                do {
                    let call = try await DirectoryCall(request: request, context: context, dependencies: dependencies)
                    return try await operation(call)
                } catch let error as StoreError {
                    throw APIFailure(directory: error)
                } catch let error as ParsingError {
                    throw APIFailure(directory: error)
                } catch let error as DecodingError {
                    throw APIFailure(directory: error)
                }
            }
        }
    }
}
