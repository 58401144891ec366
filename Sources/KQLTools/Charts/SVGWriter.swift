/// Writes SVG 1.1 text; every text of data is escaped, every number is finite.
struct SVGWriter {
    private(set) var text = ""

    /// A text as XML holds it; characters that XML has not are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number with at most two digits after the point.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let scaled = (value * 100).rounded() / 100
        return scaled == scaled.rounded() && scaled.magnitude < 1e15 ? String(Int64(scaled)) : String(scaled)
    }

    mutating func raw(_ text: String) { self.text += text }

    /// An element with attributes in order; a tooltip is its title.
    mutating func element(_ name: String, _ attributes: [(String, String)], tooltip: String? = nil) {
        text += "<\(name)"
        for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
        text += tooltip.map { "><title>\(Self.escaped($0))</title></\(name)>\n" } ?? "/>\n"
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        element(
            "line",
            [
                ("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)), ("y2", Self.number(y2)),
                ("class", style),
            ])
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, color: String, tooltip: String? = nil
    ) {
        element(
            "rect",
            [
                ("x", Self.number(x)), ("y", Self.number(y)), ("width", Self.number(max(width, 0))),
                ("height", Self.number(max(height, 0))), ("rx", "1.5"), ("fill", color),
            ], tooltip: tooltip)
    }

    /// - Parameter anchor: `start`, `middle` or `end`.
    mutating func label(
        _ text: String, _ x: Double, _ y: Double, anchor: String = "start", style: String = "label",
        rotation: Double? = nil
    ) {
        self.text +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\" class=\"\(style)\""
        if let rotation {
            self.text += " transform=\"rotate(\(Self.number(rotation)) \(Self.number(x)) \(Self.number(y)))\""
        }
        self.text += ">\(Self.escaped(text))</text>\n"
    }

    /// A text cut to a number of characters.
    static func cut(_ text: String, _ limit: Int) -> String {
        text.count <= limit ? text : text.prefix(max(limit - 1, 1)) + "…"
    }
}
