import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceCore

/// The first and last stop of every request: checks the host, gives the request a name, normalises its path, bounds its
/// body, hands it to the router of its surface, and turns every error into that surface's envelope.
struct SurfaceResponder: HTTPResponder {
    typealias Context = TenantContext

    let hosts: HostDirectory
    let time: any TimeSource
    let random: any RandomSource
    let identity: any HTTPResponder<TenantContext>
    let api: any HTTPResponder<TenantContext>
    let own: any HTTPResponder<TenantContext>

    func respond(to request: Request, context: TenantContext) async throws -> Response {
        var context = context
        context.requestID = random.uuid()
        context.clientRequestID = Self.clientRequestID(of: request)
        // identity.md H.53: whatever is not on the list gets no document, no issuer and no redirect built from it.
        guard let authority = request.head.authority.flatMap({ Authority(parsing: $0) }),
            hosts.meaning(of: authority.host) != nil
        else {
            return finish(
                .text("This server does not answer for the host of the request.", status: .misdirectedRequest),
                request: request, context: context)
        }
        context.authority = authority
        let target = RequestPath.normalised(request.head.path ?? "/")
        let path = target.prefix { $0 != "?" }
        let surface = hosts.surface(of: authority, path: String(path))
        context.surface = surface ?? Self.nominal(hosts.meaning(of: authority.host))
        context.logger[metadataKey: "request.id"] = .string(context.requestID.lowercaseText)

        let response: Response
        do {
            guard surface != nil else { throw APIFailure.notFound(context.surface) }
            response = try await dispatch(request, target: target, context: context)
        } catch {
            response = Self.render(error, context: context, now: time.now)
        }
        return finish(response, request: request, context: context)
    }

    private func dispatch(_ request: Request, target: String, context: TenantContext) async throws -> Response {
        var head = request.head
        head.path = target
        // identity.md H.51: nothing is routed before its size is known to be sane.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > context.maxUploadSize {
            throw HTTPError(.contentTooLarge)
        }
        let body = try await request.body.collect(upTo: context.maxUploadSize)
        let bounded = Request(head: head, body: RequestBody(buffer: body))
        switch context.surface {
        case .identity: return try await identity.respond(to: bounded, context: context)
        case .graph, .defender: return try await api.respond(to: bounded, context: context)
        case .own: return try await own.respond(to: bounded, context: context)
        }
    }

    /// Errors say nothing about the inside: no description of an unknown error reaches a caller, identity.md H.56.
    static func render(_ error: any Error, context: TenantContext, now: Date) -> Response {
        switch error {
        case let failure as any ServerFailure:
            return failure.response(to: context, now: now)
        case let error as any HTTPResponseError:
            return failure(for: error.status, surface: context.surface).response(to: context, now: now)
        case is CancellationError:
            return APIFailure(.serviceUnavailable, code: "ServiceUnavailable", message: "The server is stopping.")
                .response(to: context, now: now)
        default:
            context.logger.error(
                "request failed", metadata: ["error.type": .string(String(describing: type(of: error)))])
            return APIFailure(
                .internalServerError, code: "InternalServerError",
                message: "The server failed; the request id leads to its log."
            ).response(to: context, now: now)
        }
    }

    private static func failure(for status: HTTPResponse.Status, surface: Surface) -> APIFailure {
        switch status {
        case .notFound: .notFound(surface)
        case .methodNotAllowed:
            APIFailure(status, code: "MethodNotAllowed", message: "The route exists, but not for this method.")
        case .contentTooLarge:
            APIFailure(status, code: "RequestEntityTooLarge", message: "The body is larger than the server reads.")
        default:
            APIFailure(
                status, code: surface == .graph ? "BadRequest" : "InvalidRequestBody", message: status.reasonPhrase)
        }
    }

    private func finish(_ response: Response, request: Request, context: TenantContext) -> Response {
        var response = response
        let requestID = context.requestID.lowercaseText
        switch context.surface {
        case .identity:
            response.headers[.xMsRequestID] = requestID
            if request.headers[.returnClientRequestID]?.lowercased() == "true", let id = context.clientRequestID {
                response.headers[.clientRequestID] = id.lowercaseText
            }
        case .graph:
            response.headers[.requestID] = requestID
            response.headers[.clientRequestID] = (context.clientRequestID ?? context.requestID).lowercaseText
        case .defender, .own:
            response.headers[.xMsRequestID] = requestID
        }
        // Neither the query nor a body nor a header field goes into the log: any of them may hold a secret, H.50.
        context.logger.debug(
            "request",
            metadata: [
                "http.method": .string(request.method.rawValue),
                "http.route": .string(context.endpointPath ?? "-"),
                "http.status": .stringConvertible(response.status.code),
                "surface": .string(String(describing: context.surface)),
            ])
        return response
    }

    private static func clientRequestID(of request: Request) -> UUID? {
        let text = request.headers[.clientRequestID] ?? request.headers[.xMsClientRequestID]
        return text.flatMap { UUID(uuidString: $0) }
    }

    private static func nominal(_ meaning: HostDirectory.Meaning?) -> Surface {
        if case .only(let surface) = meaning { surface } else { .own }
    }
}
