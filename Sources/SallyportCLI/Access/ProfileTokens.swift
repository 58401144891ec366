import EntraIdentity
import Foundation
import ServiceCore

/// The token cache of one profile, a file that only its owner may read.
struct ProfileTokens: Sendable {
    let name: String
    let context: CommandContext

    var file: URL {
        // A profile's name may hold anything; a file's name may not.
        let plain = name.unicodeScalars.map { scalar in
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar))
            return isPlain ? String(scalar) : "%" + String(scalar.value, radix: 16)
        }
        return context.paths.tokenCache.appending(path: plain.joined() + ".json")
    }

    var cache: TokenCache {
        let output = context.output
        return TokenCache(
            persistence: FileTokenCachePersistence(
                file: file, time: context.time, warn: { output.warning(TerminalText.escaped($0)) }))
    }
}
