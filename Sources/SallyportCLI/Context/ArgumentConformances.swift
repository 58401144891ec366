public import ArgumentParser
public import Foundation

extension UUID: @retroactive ExpressibleByArgument {
    /// Reads the canonical form, in any letter case.
    public init?(argument: String) { self.init(uuidString: argument) }
}
