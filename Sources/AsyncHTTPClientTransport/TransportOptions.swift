public import Foundation
public import ServiceCore

/// How a transport reaches services. Plain values: nothing is read from the environment.
public struct TransportOptions: Sendable, Hashable {
    /// A proxy for outgoing connections.
    public struct Proxy: Sendable, Hashable {
        /// Host name or address.
        public var host: String
        /// Port, 1 to 65535.
        public var port: Int
        /// User name, when the proxy asks for one.
        public var username: String?
        /// Password, when the proxy asks for one.
        public var password: Secret?

        /// Makes a proxy.
        public init(host: String, port: Int, username: String? = nil, password: Secret? = nil) {
            self.host = host
            self.port = port
            self.username = username
            self.password = password
        }

        /// Reads an address such as `http://user:password@proxy.contoso.com:3128`; without scheme, `http` is meant.
        ///
        /// - Throws: ``TransportError`` with code ``TransportError/Code/proxy`` for other schemes and forms. The text is
        ///   not in the message, since it may hold a password.
        public init(parsing text: String) throws {
            let parts = URLComponents(string: text.contains("://") ? text : "http://" + text)
            guard let parts, parts.scheme?.lowercased() == "http", let host = parts.host, !host.isEmpty else {
                throw TransportError(
                    code: .proxy,
                    message: "The proxy is not used: write http://host:port, as only http is spoken to it.")
            }
            self.init(
                host: host, port: parts.port ?? 80, username: parts.user, password: parts.password.map { Secret($0) })
        }
    }

    /// A PEM file with certificates of private authorities; they are trusted besides those of the system.
    public var certificateAuthorityFile: URL?

    /// The proxy; `nil` for none.
    public var proxy: Proxy?

    /// Hosts that are reached without the proxy: names, or suffixes that begin with a dot. Loopback always is.
    public var withoutProxy: [String]

    /// The longest time until a connection stands.
    public var connectTimeout: Duration

    /// The longest time without a byte while an answer is read.
    public var readTimeout: Duration

    /// The largest answer that is read, in bytes.
    public var maximumBodyBytes: Int

    /// Host names that are reached at another address, as with `curl --resolve`; the certificate is still checked
    /// against the name.
    public var resolve: [String: String]

    /// Makes options.
    public init(
        certificateAuthorityFile: URL? = nil,
        proxy: Proxy? = nil,
        withoutProxy: [String] = [],
        connectTimeout: Duration = .seconds(10),
        readTimeout: Duration = .seconds(240),
        maximumBodyBytes: Int = 128 << 20,
        resolve: [String: String] = [:]
    ) {
        self.certificateAuthorityFile = certificateAuthorityFile
        self.proxy = proxy
        self.withoutProxy = withoutProxy
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.maximumBodyBytes = maximumBodyBytes
        self.resolve = resolve
    }

    /// Whether a host is reached through the proxy.
    func usesProxy(for host: String) -> Bool {
        guard proxy != nil else { return false }
        let name = host.lowercased()
        if ["localhost", "127.0.0.1", "::1", "[::1]"].contains(name) { return false }
        return !withoutProxy.contains { entry in
            let wanted = entry.lowercased().trimmingCharacters(in: .whitespaces)
            guard !wanted.isEmpty else { return false }
            if wanted == "*" { return true }
            let suffix = wanted.hasPrefix(".") ? wanted : "." + wanted
            return name == wanted || name.hasSuffix(suffix)
        }
    }
}
