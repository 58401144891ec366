package import Crypto
package import Foundation
package import ServiceCore

/// The random key of a state, `admin.key`, mode 0600: what its owner can do that no caller of the API can.
///
/// Passwords of seeded users are derived from it, so that `sally local info` can show them while the database keeps
/// hashes only; forms and cursors are authenticated with keys derived from it.
package struct AdminKey: Sendable {
    private let key: SymmetricKey

    package init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// Reads the key of a state folder, or makes it.
    package static func load(state: URL, random: any RandomSource) throws -> Self {
        let file = state.appendingPathComponent("admin.key")
        if let data = try? Data(contentsOf: file) {
            guard data.count == 32 else {
                throw ServerError(
                    code: .damagedState,
                    message: "\(file.path) does not hold a key of 32 bytes – run `sally local reset` to start anew"
                )
            }
            return Self(bytes: Array(data))
        }
        let bytes = random.bytes(32)
        try PrivateFile.write(Data(bytes), to: file)
        return Self(bytes: bytes)
    }

    /// A key of its own for each purpose.
    package func key(for purpose: String) -> SymmetricKey {
        SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: key))
    }

    /// The password of a seeded user: readable, more than 77 bits, the same for the same state and user.
    package func password(of userObjectID: UUID) -> Secret {
        // No vowels, no 0, 1, l, o: nothing to misread and no words by accident.
        let alphabet = Array("bcdfghjkmnpqrstvwxz23456789")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(userObjectID.lowercaseText.utf8), using: key(for: "user-password"))
        let letters = code.prefix(16).map { alphabet[Int($0) % alphabet.count] }
        let groups = stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }
        // One capital letter satisfies the rules that directories have.
        return Secret("S-" + groups.joined(separator: "-"))
    }
}
