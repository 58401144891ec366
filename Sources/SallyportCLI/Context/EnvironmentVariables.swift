import Foundation

/// The variables that a command sees; tests give their own.
struct EnvironmentVariables: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// The variables of this process.
    static func ofThisProcess() -> Self { Self(ProcessInfo.processInfo.environment) }

    /// The value as it stands, also when it is empty.
    subscript(name: String) -> String? { values[name] }

    /// The first of the variables that is set and not empty; an empty variable counts as unset.
    func first(_ names: String...) -> (name: String, value: String)? {
        for name in names {
            if let value = values[name], !value.isEmpty { return (name, value) }
        }
        return nil
    }

    /// All of them, as a child process inherits them.
    var all: [String: String] { values }
}
