package import TenantStore

/// Merges alerts into incidents: alerts on one device, or of one user, close in time.
///
/// A pure function of its arguments, so that the same findings give the same incidents in every run.
package struct IncidentCorrelation: Sendable {
    /// How far two alerts may lie apart, in ticks, to belong together.
    package var window: Int64

    /// - Parameter window: In ticks of 100 ns; 24 hours by default.
    package init(window: Int64 = 24 * 3600 * TickInstant.ticksPerSecond) {
        self.window = window
    }

    /// Incidents of these findings, sorted by first activity.
    ///
    /// - Parameter known: For alerts that are in an incident already, the correlation key of that incident. Findings
    ///   that belong with such an alert join its incident; of several the smallest key wins.
    package func incidents(of findings: [Finding], known: [String: String] = [:]) -> [IncidentDraft] {
        groups(findings).map { group in
            let alerts = group.map(\.alert)
            let key = alerts.compactMap { known[$0.id] }.min() ?? "alert:" + (alerts.first?.id ?? "")
            var draft = IncidentDraft(correlationKey: key, displayName: Self.name(of: group), alerts: alerts)
            draft.description = Self.describe(group)
            return draft
        }
    }

    /// Findings that belong together, each group and the groups sorted by first activity.
    func groups(_ findings: [Finding]) -> [[Finding]] {
        let sorted = findings.sorted {
            ($0.alert.firstActivityTime, $0.alert.id) < ($1.alert.firstActivityTime, $1.alert.id)
        }
        var parents = Array(sorted.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        // The last finding seen of each device and user: what is close to it is close to its group.
        var last: [String: Int] = [:]
        var reach: [Int64] = sorted.map(\.alert.lastActivityTime.ticks)
        for (index, finding) in sorted.enumerated() {
            let keys = finding.devices.map { "device:" + $0 } + finding.users.map { "user:" + $0 }
            for key in keys.sorted() {
                if let earlier = last[key] {
                    if finding.alert.firstActivityTime.ticks - reach[earlier] <= window {
                        let (low, high) = (min(root(earlier), root(index)), max(root(earlier), root(index)))
                        parents[high] = low
                    }
                    reach[index] = max(reach[index], reach[earlier])
                }
                last[key] = index
            }
        }
        let groups = Dictionary(grouping: sorted.indices, by: root)
        return groups.sorted { $0.key < $1.key }.map { $0.value.sorted().map { sorted[$0] } }
    }

    private static func name(of group: [Finding]) -> String {
        guard group.count > 1, let first = group.first else { return group.first?.alert.title ?? "" }
        var categories: [String] = []
        for finding in group {
            let words = words(of: finding.alert.category)
            if !categories.contains(words) { categories.append(words) }
        }
        let devices = group.reduce(into: Set<String>()) { $0.formUnion($1.devices) }.count
        let place = devices > 1 ? "on multiple endpoints" : devices == 1 ? "on one endpoint" : "in the cloud"
        if categories.count == 1 {
            let titles = Set(group.map(\.alert.title))
            return titles.count == 1 ? "\(first.alert.title) \(place)" : "\(categories[0]) incident \(place)"
        }
        let shown = categories.prefix(3).joined(separator: ", ")
        return "Multi-stage incident involving \(shown)\(categories.count > 3 ? " and more" : "") \(place)"
    }

    private static func describe(_ group: [Finding]) -> String {
        let titles = group.reduce(into: [String]()) { list, finding in
            if !list.contains(finding.alert.title) { list.append(finding.alert.title) }
        }
        return titles.joined(separator: "; ") + "."
    }

    /// `CredentialAccess` as “Credential access”.
    private static func words(of category: String) -> String {
        var text = ""
        for character in category {
            if character.isUppercase, !text.isEmpty {
                text += " " + character.lowercased()
            } else {
                text.append(character)
            }
        }
        return text
    }
}
