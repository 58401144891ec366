import Foundation
import ServiceCore

/// The member `client_info`: which account at home the tokens belong to.
public struct ClientInfo: Sendable, Hashable, Codable {
    /// Object ID of the user in the home tenant.
    public var uid: String
    /// Home tenant.
    public var utid: String

    /// Makes a value.
    public init(uid: String, utid: String) {
        self.uid = uid
        self.utid = utid
    }

    /// Reads base64url of JSON; `nil` when it is of another form.
    public init?(parsing text: String) {
        guard let data = Base64Text.decode(text), let value = try? JSONDecoder().decode(Self.self, from: data) else {
            return nil
        }
        self = value
    }

    /// The text on the wire.
    public var encoded: String { Base64Text.urlSafe(Array(#"{"uid":"\#(uid)","utid":"\#(utid)"}"#.utf8)) }

    /// `{uid}.{utid}`: the key of the user in token caches.
    public var homeAccountID: String { "\(uid).\(utid)" }
}
