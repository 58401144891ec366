import Foundation

extension UUID {
    /// As the service writes identifiers: in lower case.
    var text: String { uuidString.lowercased() }
}
