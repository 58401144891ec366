import EntraIdentity
import Foundation
import ServiceCore

/// The way of a call, from the name of a host to an answer, one check after the other.
struct Checkup {
    let access: ServiceAccess
    let signIn: SignInOptions
    let purposes: [PermissionPurpose]
    private(set) var report = CheckupReport()

    init(access: ServiceAccess, signIn: SignInOptions, purposes: [PermissionPurpose]) {
        self.access = access
        self.signIn = signIn
        self.purposes = purposes
    }

    var context: CommandContext { access.context }
    var settings: Settings { context.settings }

    /// Runs all checks; what follows from a failed one is skipped.
    mutating func run() async throws {
        report.checks.append(.init(name: "settings", outcome: .ok, detail: settingsDetail))
        guard try await network() else { return skip("TLS", "authority", "sign-in", "permissions", "calls") }
        guard let tenantID = try await authority() else { return skip("sign-in", "permissions", "calls") }
        guard let credential = try await credential(tenantID) else { return skip("permissions", "calls") }
        try await permissions(credential, tenantID: tenantID)
        try await calls(credential)
    }

    // MARK: Recording

    mutating func pass(_ name: String, _ detail: String) {
        report.checks.append(.init(name: name, outcome: .ok, detail: detail))
    }

    mutating func fail(_ name: String, _ detail: String, remedy: String, isSignIn: Bool = false) {
        report.checks.append(.init(name: name, outcome: .failed, detail: detail, remedy: remedy))
        if isSignIn { report.needsSignIn = true }
    }

    mutating func skip(_ names: String...) {
        for name in names {
            report.checks.append(.init(name: name, outcome: .skipped, detail: "needs what failed above"))
        }
    }

    private var settingsDetail: String {
        var parts = ["cloud \(access.cloud.name)" + (settings.cloudName.map { " by \($0.source)" } ?? "")]
        if let tenant = settings.tenant { parts.append("tenant \(tenant.value) by \(tenant.source)") }
        if let client = settings.clientID { parts.append("client \(client.value) by \(client.source)") }
        if let file = settings.caFile { parts.append("CA file \(file.value.path) by \(file.source)") }
        if let proxy = settings.proxy { parts.append("proxy \(proxy.value.host() ?? "") by \(proxy.source)") }
        return parts.joined(separator: ", ")
    }

    // MARK: Network

    private mutating func network() async throws -> Bool {
        let cloud = access.cloud
        var hosts: [String] = []
        for host in [cloud.loginHost, cloud.graphHost, cloud.defenderHost] where !host.isEmpty && !hosts.contains(host)
        {
            hosts.append(host)
        }
        var isLoginReachable = true
        for host in hosts {
            let isReachable = try await reach(host)
            if host == cloud.loginHost { isLoginReachable = isReachable }
        }
        return isLoginReachable
    }

    private mutating func reach(_ host: String) async throws -> Bool {
        let (name, port) = Self.split(host)
        // Behind a proxy the proxy resolves and connects; only it must be reached.
        let proxy = access.localTenant == nil ? settings.proxy?.value : nil
        let (target, targetPort) = proxy.map { ($0.host() ?? "", $0.port ?? 80) } ?? (name, port)
        let step = proxy == nil ? "name \(name)" : "name of the proxy"
        do {
            let addresses = try await context.probe.addresses(of: target)
            pass(step, addresses.prefix(3).joined(separator: ", "))
        } catch let error as TransportError {
            fail(
                step, error.message,
                remedy: proxy == nil
                    ? "check the network and DNS, or name a proxy with --proxy" : "correct the proxy's address")
            return false
        }
        do {
            try await context.probe.connect(to: target, port: targetPort)
            pass("connection \(target):\(targetPort)", "open")
            return true
        } catch let error as TransportError {
            fail(
                "connection \(target):\(targetPort)", error.message,
                remedy: access.localTenant == nil
                    ? "open port \(targetPort) in the firewall, or name a proxy with --proxy"
                    : "start the tenant with `sally local start --detach`")
            return false
        }
    }

    private static func split(_ host: String) -> (String, Int) {
        guard let colon = host.lastIndex(of: ":"), let port = Int(host[host.index(after: colon)...]) else {
            return (host, 443)
        }
        return (String(host[..<colon]), port)
    }
}
