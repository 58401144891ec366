import Foundation

/// What `sally local start --detach` and `sally local status` tell.
struct LocalTenantStatus: Encodable {
    var running: Bool
    var url: String?
    var port: Int?
    var pid: Int32?
    var state: String
    var ca: String?

    init(_ tenant: LocalTenant) {
        running = true
        url = tenant.url.absoluteString
        port = tenant.port
        pid = tenant.process
        state = tenant.state.path
        ca = tenant.authorityFile.path
    }

    init(stoppedAt state: String) {
        running = false
        self.state = state
    }

    var fields: [(title: String, text: String)] {
        [
            ("Running", running ? "yes" : "no"), ("Address", url ?? ""), ("Process", pid.map(String.init) ?? ""),
            ("CA certificate", ca ?? ""), ("State", state),
        ]
    }
}
