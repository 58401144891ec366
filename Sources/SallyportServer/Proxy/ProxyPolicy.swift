/// Which hosts the proxy answers for, and what becomes of the others.
package struct ProxyPolicy: Sendable {
    /// Lower-case names that stand for the local tenant.
    package var cloudHosts: Set<String>
    /// Whether other hosts are reached as they are.
    package var allowsInternet: Bool

    /// What to do with a request.
    package enum Decision: Equatable, Sendable {
        /// Connect to the local tenant, whose certificate carries the name.
        case localTenant
        /// Connect to the host itself.
        case direct(host: String, port: Int)
        /// Answer with this status and text.
        case refuse(status: Int, text: String)
    }

    package init(cloudHosts: Set<String>, allowsInternet: Bool) {
        self.cloudHosts = Set(cloudHosts.map { $0.lowercased() })
        self.allowsInternet = allowsInternet
    }

    /// Decides on a request by its method and target.
    package func decision(method: String, target: String) -> Decision {
        guard method == "CONNECT" else { return refusalOfPlainRequest(to: target) }
        guard let (host, port) = Self.hostAndPort(target) else {
            return .refuse(status: 400, text: "sally exec: the target of CONNECT must be host:port.")
        }
        let isKnown = cloudHosts.contains(host)
        if isKnown, port == 443 { return .localTenant }
        if isKnown {
            return .refuse(
                status: 403, text: "sally exec: \(host) is answered by the local tenant on port 443 only.")
        }
        if allowsInternet { return .direct(host: host, port: port) }
        return .refuse(
            status: 403,
            text: "sally exec: \(host) is no host of a Microsoft cloud that the local tenant answers for, and programs "
                + "under sally exec reach no other. Use `sally exec --allow-internet` to open them.")
    }

    private func refusalOfPlainRequest(to target: String) -> Decision {
        guard target.lowercased().hasPrefix("http://") else {
            return .refuse(status: 405, text: "sally exec: this is a proxy; it understands CONNECT only.")
        }
        return .refuse(
            status: 403,
            text: "sally exec: requests without TLS are not passed on. Call the API by https, as the service demands.")
    }

    /// Splits `host:port` or `[v6]:port`; the host in lower case without a final dot.
    ///
    /// - Returns: `nil` unless both parts are there and plain.
    static func hostAndPort(_ target: String) -> (host: String, port: Int)? {
        guard let colon = target.lastIndex(of: ":"), let port = UInt16(target[target.index(after: colon)...]), port > 0
        else { return nil }
        var host = target[..<colon].lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
            return (host, Int(port))
        }
        if host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) })
        else {
            return nil
        }
        return (host, Int(port))
    }
}
