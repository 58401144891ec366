/// The parts of a file path, of Windows or Unix, as `parse_path` gives them.
struct FilePath {
    var scheme = ""
    var root = ""
    var directory = ""
    var directoryName = ""
    var filename = ""
    var fileExtension = ""
    var stream = ""

    init(_ text: String) {
        var rest = text[...]
        if let mark = rest.range(of: "://") {
            scheme = String(rest[..<mark.lowerBound])
            rest = rest[mark.upperBound...]
        }
        let isRooted = rest.dropFirst().first == ":" && rest.first?.isLetter == true
        func isSeparator(_ character: Character) -> Bool { character == "/" || character == "\\" }
        let drive = isRooted ? String(rest.prefix(2)) : ""
        root = drive
        if isRooted, let separator = rest.dropFirst(2).first, isSeparator(separator) { root.append(separator) }
        var name = rest
        if let last = rest.lastIndex(where: isSeparator) {
            directory = String(rest[..<last])
            name = rest[rest.index(after: last)...]
        } else if isRooted {
            directory = drive
            name = rest.dropFirst(2)
        }
        let parts = directory.split(whereSeparator: isSeparator)
        if let part = parts.last, String(part) != drive { directoryName = String(part) }
        if let colon = name.firstIndex(of: ":") {
            stream = String(name[name.index(after: colon)...])
            name = name[..<colon]
        }
        filename = String(name)
        if let dot = name.lastIndex(of: ".") { fileExtension = String(name[name.index(after: dot)...]) }
    }

    var bag: [UInt8] {
        var bag = JSONBag()
        for (key, value) in [
            ("Scheme", scheme), ("RootPath", root), ("DirectoryPath", directory), ("DirectoryName", directoryName),
            ("Filename", filename), ("Extension", fileExtension), ("AlternateDataStreamName", stream),
        ] {
            bag.set(Array(key.utf8), JSONText.quoted(value.utf8))
        }
        return bag.finish()
    }
}

extension Substring {
    /// Where a text first occurs.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
