/// A plugin whose meaning is written in KQL over prepared columns.
struct PluginTemplate: Sendable {
}

extension Plugins {
    static let templates: [String: PluginTemplate] = [:]
}
