internal import KQL

/// Versions of up to four numbers as one decimal that orders as they do.
enum VersionText {
    /// Each number takes eight digits, missing ones count as 0: `1.2` is 1·10^24 + 2·10^16.
    static func decimal(_ text: String) -> DecimalNumber? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var digits = ""
        for index in 0..<4 {
            let part = index < parts.count ? String(parts[index]) : "0"
            guard (1...8).contains(part.utf8.count), part.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
            digits += String(repeating: "0", count: 8 - part.utf8.count) + part
        }
        return DecimalNumber(digits.utf8)
    }
}
