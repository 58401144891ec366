import Mustache

/// Text that is safe inside HTML elements and quoted attributes; the only text that a page model may hold.
///
/// The escaping of the template library works on grapheme clusters, in which a quote with a combining mark is one
/// character and passes; a browser works on code points. So it is done here, on code points, and templates take the
/// result as it is.
struct HTMLText: Sendable, Equatable, ExpressibleByStringInterpolation, MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }

    init(_ text: String) {
        var output = String.UnicodeScalarView()
        output.reserveCapacity(text.unicodeScalars.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": output.append(contentsOf: "&lt;".unicodeScalars)
            case ">": output.append(contentsOf: "&gt;".unicodeScalars)
            case "&": output.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
            case "'": output.append(contentsOf: "&#39;".unicodeScalars)
            // Line ends of attribute values survive a form only as references: state comes back byte for byte, H.8.
            case "\r": output.append(contentsOf: "&#13;".unicodeScalars)
            case "\n": output.append(contentsOf: "&#10;".unicodeScalars)
            // A NUL and the marks that turn the direction of what follows have no business in a page.
            case "\u{0}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
            default: output.append(scalar)
            }
        }
        renderText = String(output)
    }

    init(stringLiteral value: String) { self.init(value) }
}
