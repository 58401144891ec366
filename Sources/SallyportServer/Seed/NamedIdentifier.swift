import Crypto
import Foundation

/// Name-based identifiers, RFC 9562 §5.5 (version 5).
enum NamedIdentifier {
    /// The identifier of a name in a namespace; SHA-1 is what the standard says, nothing rests on its strength.
    static func make(namespace: UUID, name: String) -> UUID {
        let space = withUnsafeBytes(of: namespace.uuid) { Data($0) }
        var raw = Array(Insecure.SHA1.hash(data: space + Data(name.utf8)).prefix(16))
        raw[6] = raw[6] & 0x0F | 0x50
        raw[8] = raw[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                raw[0], raw[1], raw[2], raw[3], raw[4], raw[5], raw[6], raw[7], raw[8], raw[9], raw[10], raw[11],
                raw[12], raw[13], raw[14], raw[15]
            ))
    }
}
