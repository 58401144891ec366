/// Text that came from outside and is shown to people.
package enum DisplayText {
    /// The text without control characters, which could drive a terminal (identity H.47), and not longer than the limit.
    ///
    /// Line breaks and tabs become one space.
    package static func clean(_ text: some StringProtocol, limit: Int = 2_000) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                if result.last != " " { result.append(" ") }
            case .format, .privateUse, .surrogate, .unassigned:
                continue
            default:
                result.unicodeScalars.append(scalar)
            }
            count += 1
        }
        return result
    }
}
