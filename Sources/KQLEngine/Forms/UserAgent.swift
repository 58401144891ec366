internal import DuckDB

/// What a user agent names itself, by the tokens that the common programs write.
///
/// The service reads user agents with a large public table of patterns; this knows the families that matter in a
/// hunt and calls everything else `Other`, as that table does. `docs/kql-support.md` says so.
struct UserAgent {
    enum Part: String, CaseIterable {
        case browser, os, device
    }

    private let text: String

    init(_ text: String) { self.text = text }

    /// The parts that a JSON string or array asks for.
    static func parts(_ value: JSONText) -> [Part] {
        var names: [String] = []
        if let name = value.withString({ $0.string }) { names = [name] }
        value.forEachElement { element in
            if let name = element.withString({ $0.string }) { names.append(name) }
            return true
        }
        return names.compactMap { Part(rawValue: $0.lowercased()) }
    }

    /// Token before the version, and the family that it means; the first that occurs counts.
    private static let browsers: [(token: String, family: String)] = [
        ("AdobeAIR/", "AdobeAIR"), ("Series60/", "Nokia OSS Browser"), ("EdgiOS/", "Edge Mobile"),
        ("EdgA/", "Edge Mobile"), ("Edg/", "Edge"),
        ("Edge/", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex Browser"),
        ("SamsungBrowser/", "Samsung Internet"), ("CriOS/", "Chrome Mobile iOS"), ("FxiOS/", "Firefox iOS"),
        ("HeadlessChrome/", "HeadlessChrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Firefox/", "Firefox"), ("MSIE ", "IE"), ("Trident/7.0; rv:", "IE"), ("curl/", "curl"), ("Wget/", "Wget"),
        ("python-requests/", "Python Requests"), ("Go-http-client/", "Go-http-client"), ("okhttp/", "okhttp"),
        ("PowerShell/", "PowerShell"), ("axios/", "axios"), ("Java/", "Java"),
    ]

    private static let windows: [String: String] = [
        "10.0": "10", "6.3": "8.1", "6.2": "8", "6.1": "7", "6.0": "Vista", "5.2": "XP", "5.1": "XP",
    ]

    /// The numbers of a version behind a token.
    private func version(after token: String) -> [String]? {
        guard let start = text.range(of: token) else { return nil }
        let digits = text[start...].prefix { $0.isNumber || $0 == "." || $0 == "_" }
        return digits.split(whereSeparator: { $0 == "." || $0 == "_" }).map(String.init)
    }

    private func member(_ family: String, _ names: [String], _ numbers: [String]) -> [UInt8] {
        var bag = JSONBag()
        bag.set(Array("Family".utf8), JSONText.quoted(family.utf8))
        for (index, name) in names.enumerated() {
            bag.set(Array(name.utf8), JSONText.quoted((index < numbers.count ? numbers[index] : "").utf8))
        }
        return bag.finish()
    }

    private var browser: [UInt8] {
        let names = ["MajorVersion", "MinorVersion", "Patch"]
        for (token, family) in Self.browsers {
            if let numbers = version(after: token) { return member(family, names, numbers) }
        }
        if text.range(of: "Safari/") != nil, let numbers = version(after: "Version/") {
            return member(text.range(of: "Mobile/") == nil ? "Safari" : "Mobile Safari", names, numbers)
        }
        return member("Other", names, [])
    }

    private var system: [UInt8] {
        let names = ["MajorVersion", "MinorVersion", "Patch", "PatchMinor"]
        if let numbers = version(after: "Windows NT ") {
            let release = numbers.prefix(2).joined(separator: ".")
            return member("Windows", names, [Self.windows[release] ?? release])
        }
        if let numbers = version(after: "Android ") { return member("Android", names, numbers) }
        if let numbers = version(after: "iPhone OS ") ?? version(after: "CPU OS ") {
            return member("iOS", names, numbers)
        }
        if let numbers = version(after: "Mac OS X ") { return member("Mac OS X", names, numbers) }
        if let numbers = version(after: "SymbianOS/") { return member("Symbian OS", names, numbers) }
        if text.range(of: "CrOS") != nil { return member("Chrome OS", names, []) }
        if text.range(of: "Ubuntu") != nil { return member("Ubuntu", names, []) }
        return member(text.range(of: "Linux") == nil ? "Other" : "Linux", names, [])
    }

    private var device: [UInt8] {
        for name in ["iPhone", "iPad"] where text.range(of: name) != nil {
            return member(name, ["Brand", "Model"], ["Apple", name])
        }
        if text.range(of: "Macintosh") != nil { return member("Mac", ["Brand", "Model"], ["Apple", "Mac"]) }
        return member("Other", ["Brand", "Model"], [])
    }

    func bag(_ parts: [Part]) -> [UInt8] {
        var bag = JSONBag()
        for part in parts {
            switch part {
            case .browser: bag.set(Array("Browser".utf8), browser)
            case .os: bag.set(Array("OperatingSystem".utf8), system)
            case .device: bag.set(Array("Device".utf8), device)
            }
        }
        return bag.finish()
    }
}

extension String {
    /// The place behind the first occurrence of a text.
    fileprivate func range(of text: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
