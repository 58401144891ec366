import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ServiceCore

/// What an error of the network library means.
enum ErrorMapping {
    static func transportError(_ error: any Error, host: String, usesPrivateAuthority: Bool) -> TransportError {
        func make(_ code: TransportError.Code, _ message: String) -> TransportError {
            TransportError(code: code, message: message, host: host, cause: error)
        }
        switch error {
        case let error as HTTPClientError:
            return clientError(error, make, host)
        case let error as NIOConnectionError:
            if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
                return make(.nameResolution, "The name \(host) does not resolve; check spelling, network and proxy.")
            }
            return make(.connect, "No connection to \(host)\(reason(of: error)); check that the service runs.")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return make(.tls, tlsMessage(error, host, usesPrivateAuthority))
        case is ChannelError:
            return make(.connect, "No connection to \(host) in time; check network and proxy.")
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            return make(.connect, "No connection to \(host); check that the service runs.")
        default:
            // Only the type: descriptions of foreign errors may hold parts of a request.
            return make(.connectionLost, "The connection to \(host) failed (\(type(of: error))).")
        }
    }

    private static func clientError(
        _ error: HTTPClientError, _ make: (TransportError.Code, String) -> TransportError, _ host: String
    ) -> TransportError {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            make(.connect, "No connection to \(host) in time; check network and proxy.")
        case .tlsHandshakeTimeout:
            make(.tls, "The TLS handshake with \(host) did not end in time.")
        case .readTimeout, .deadlineExceeded, .writeTimeout:
            make(.timeout, "\(host) did not answer in time; allow more time or ask for less.")
        case .invalidProxyResponse, .proxyAuthenticationRequired, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
            .invalidProxyConfiguration:
            make(.proxy, "The proxy did not connect to \(host): \(error.shortDescription).")
        case .invalidURL, .emptyHost, .emptyScheme:
            make(.invalidRequest, "The address of \(host) cannot be used.")
        default:
            make(.connectionLost, "The connection to \(host) failed: \(error.shortDescription).")
        }
    }

    private static func tlsMessage(_ error: any Error, _ host: String, _ usesPrivateAuthority: Bool) -> String {
        let text = String(describing: error)
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return usesPrivateAuthority
                ? "The certificate of \(host) is not signed by the given authorities; check the file."
                : "The certificate of \(host) is not trusted; for a private certificate authority name its file."
        }
        if text.contains("failedToValidateHostname") || text.contains("unableToValidateCertificate") {
            return "The certificate of \(host) is for another name; check the address."
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return "\(host) does not speak TLS at this port; check the address."
        }
        return "The TLS handshake with \(host) failed."
    }

    private static func reason(of error: NIOConnectionError) -> String {
        let isRefused = error.connectionErrors.contains { single in
            (single.error as? IOError)?.errnoCode == ECONNREFUSED
        }
        return isRefused ? ": it is refused" : ""
    }
}
