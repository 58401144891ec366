import Foundation
import ServiceCore
import SwiftASN1
import X509

/// The names and addresses under which the server's certificate must hold.
struct ServerNames: Sendable, Equatable {
    /// Host names in lower case, sorted; never a wildcard.
    let hosts: [String]

    /// IPv4 (4 bytes) and IPv6 (16 bytes) addresses.
    let addresses: [[UInt8]]

    /// Loopback, and every host of every built-in cloud, so that a tunnel to any of them can end at this server.
    static func local(additional: Set<String> = []) -> Self {
        var hosts: Set<String> = ["localhost"]
        for cloud in Cloud.builtIn { hosts.formUnion(cloud.allHosts) }
        hosts.formUnion(additional)
        let names = hosts.map { Authority(parsing: $0)?.host ?? $0 }.map { $0.lowercased() }
        return Self(
            hosts: Set(names.filter { !$0.contains("*") && !$0.contains(":") && Self.address($0) == nil }).sorted(),
            addresses: [[127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1]]
                + names.compactMap { Self.address($0) }.filter { $0 != [127, 0, 0, 1] }
        )
    }

    var generalNames: [GeneralName] {
        hosts.map { .dnsName($0) } + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
    }

    /// The four bytes of a dotted IPv4 address.
    private static func address(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let bytes = parts.compactMap { $0 }
        return bytes.count == 4 && parts.count == 4 ? bytes : nil
    }
}
