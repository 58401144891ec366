import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Members of JSON that stands as text in a field of an audit record.
enum JSONPath {
    /// The text at a path; empty when there is none.
    static func text(_ path: [String], in json: String) -> String {
        guard !json.isEmpty, var value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return "" }
        for step in path {
            if let object = value as? [String: Any], let next = object[step] {
                value = next
            } else if let array = value as? [Any], let index = Int(step), array.indices.contains(index) {
                value = array[index]
            } else {
                return ""
            }
        }
        switch value {
        case let text as String: return text
        case let number as NSNumber: return number.stringValue
        default: return ""
        }
    }
}

/// The five entities of XML, which NXLog leaves in the texts that it takes out of events.
enum Entities {
    static func resolved(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.utf8.firstIndex(of: 0x26) {
            result += rest[..<start]
            let tail = rest[start...]
            if let (entity, character) = known.first(where: { tail.hasPrefix($0.0) }) {
                result.append(character)
                rest = tail.dropFirst(entity.count)
            } else {
                result.append("&")
                rest = tail.dropFirst()
            }
        }
        return result + rest
    }

    private static let known: [(String, Character)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"),
    ]
}

/// Lines `name: value` of the message texts of events.
enum MessageText {
    /// The value of the first line whose name is this; empty when there is none.
    static func line(_ name: String, separator: Unicode.Scalar, in text: String) -> String {
        let wanted = Array(name.utf8)
        var value = ""
        forEachLine(of: text) { line in
            var rest = trimmed(line)
            guard rest.count > wanted.count, rest.starts(with: wanted) else { return true }
            rest = trimmed(rest.dropFirst(wanted.count))
            guard let first = rest.first, UInt32(first) == separator.value else { return true }
            value = String(decoding: trimmed(rest.dropFirst()), as: UTF8.self)
            return false
        }
        return value == "-" ? "" : value
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Hands out the lines of a text as bytes, without their ends. Messages of PowerShell are tens of kilobytes long, so
    /// they are not split into characters.
    private static func forEachLine(of text: String, _ body: (Bytes) -> Bool) {
        var text = text
        text.withUTF8 { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            while start < buffer.count {
                let found = memchr(base + start, 0x0A, buffer.count - start)
                let end = found.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? buffer.count
                let last = end > start && base[end - 1] == 0x0D ? end - 1 : end
                if !body(buffer[start..<last]) { return }
                start = end + 1
            }
        }
    }

    /// Bytes without blanks and tabs before them.
    private static func trimmed(_ bytes: Bytes) -> Bytes {
        var start = bytes.startIndex
        while start < bytes.endIndex, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        return bytes[start...]
    }

    /// The value of `name=value`, up to the next white space.
    static func pair(_ name: String, in text: String) -> String {
        for part in text.split(whereSeparator: \.isWhitespace) where part.hasPrefix(name + "=") {
            return String(part.dropFirst(name.count + 1))
        }
        return ""
    }

    /// A text without space around it and with a full stop at its end.
    static func withFullStop(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text.isEmpty || text.hasSuffix(".") ? String(text) : text + "."
    }

    /// What PowerShell's pipeline log says was invoked: each command once, with the parameters bound to it.
    static func commands(in payload: String) -> [(name: String, text: String)] {
        let invocation = Array("CommandInvocation(".utf8)
        let binding = Array("ParameterBinding(".utf8)
        var order: [String] = []
        var lines: [String: [String]] = [:]
        forEachLine(of: payload) { line in
            let isInvocation = line.starts(with: invocation)
            guard isInvocation || line.starts(with: binding) else { return true }
            let rest = line.dropFirst(isInvocation ? invocation.count : binding.count)
            guard let close = rest.firstIndex(of: 0x29) else { return true }
            let name = String(decoding: rest[..<close], as: UTF8.self)
            if isInvocation {
                if lines[name] == nil {
                    order.append(name)
                    lines[name] = []
                }
            } else {
                lines[name]?.append(String(decoding: line, as: UTF8.self))
            }
            return true
        }
        return order.map { ($0, (lines[$0] ?? []).joined(separator: "\n")) }
    }
}

/// IP addresses as text.
enum IPAddress {
    /// The usual form of an address: IPv6 shortened, an IPv4 address mapped into IPv6 as IPv4; other text as it is.
    static func canonical(_ text: String) -> String {
        guard text.utf8.contains(0x3A) else { return text }
        var address = in6_addr()
        let bare = text.split(separator: "%", maxSplits: 1).first.map(String.init) ?? text
        guard inet_pton(AF_INET6, bare, &address) == 1 else { return text }
        let isMapped = withUnsafeBytes(of: &address) { bytes in
            bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        }
        if isMapped {
            return withUnsafeBytes(of: &address) { bytes in
                bytes[12..<16].map { String($0) }.joined(separator: ".")
            }
        }
        var buffer = [CChar](repeating: 0, count: 64)
        guard inet_ntop(AF_INET6, &address, &buffer, socklen_t(buffer.count)) != nil else { return text }
        return buffer.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The kind of an address in Defender's words; empty for what is no address.
    static func kind(_ raw: String) -> String {
        let text = canonical(raw)
        if text.utf8.contains(0x3A) {
            let lower = text.lowercased()
            if lower == "::1" { return "Loopback" }
            if lower == "::" || lower.hasPrefix("ff") { return "Reserved" }
            if lower.hasPrefix("fe8") || lower.hasPrefix("fc") || lower.hasPrefix("fd") { return "Private" }
            if lower.hasPrefix("2001:0:") { return "Teredo" }
            return "Public"
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard parts.count == 4 else { return "" }
        switch (parts[0], parts[1]) {
        case (127, _): return "Loopback"
        case (10, _), (172, 16...31), (192, 168), (169, 254): return "Private"
        case (255, 255) where parts[2] == 255 && parts[3] == 255: return "Broadcast"
        case (0, _), (224..., _): return "Reserved"
        default: return "Public"
        }
    }
}

/// A registry path, hive spelled out, split into key and value name.
struct RegistryPath {
    let key: String
    let valueName: String

    init(_ path: String) {
        let full = Self.spelledOut(path)
        if let slash = full.utf8.lastIndex(of: 0x5C) {
            key = String(full[..<slash])
            valueName = String(full[full.utf8.index(after: slash)...])
        } else {
            key = full
            valueName = ""
        }
    }

    /// A path with its hive as Defender spells it. A user's hive stands under HKEY_CURRENT_USER with the user's SID,
    /// those of system accounts under HKEY_USERS.
    static func spelledOut(_ path: String) -> String {
        let prefixes: [(String, String)] = [
            ("HKLM\\", "HKEY_LOCAL_MACHINE\\"), ("HKU\\S-1-5-21-", "HKEY_CURRENT_USER\\S-1-5-21-"),
            ("HKU\\S-1-12-1-", "HKEY_CURRENT_USER\\S-1-12-1-"), ("HKU\\", "HKEY_USERS\\"),
            ("HKCU\\", "HKEY_CURRENT_USER\\"), ("HKCR\\", "HKEY_CLASSES_ROOT\\"),
            ("\\REGISTRY\\MACHINE\\", "HKEY_LOCAL_MACHINE\\"),
            ("\\REGISTRY\\USER\\S-1-5-21-", "HKEY_CURRENT_USER\\S-1-5-21-"),
            ("\\REGISTRY\\USER\\", "HKEY_USERS\\"),
        ]
        for (prefix, hive) in prefixes where path.hasPrefix(prefix) {
            return hive + path.dropFirst(prefix.count)
        }
        return path
    }
}

/// Type and data in the `Details` of Sysmon's registry events.
struct RegistryDetails {
    let type: String
    let data: String

    init(_ details: String) {
        if details == "Binary Data" {
            (type, data) = ("Binary", "")
        } else if details.hasPrefix("DWORD ("), let number = Self.number(details.dropFirst(7).dropLast()) {
            (type, data) = ("Dword", String(number))
        } else if details.hasPrefix("QWORD (") {
            // Written as two halves, 0x00000001-0x00000002.
            let halves = details.dropFirst(7).dropLast().split(separator: "-")
            if halves.count == 2, let high = Self.number(halves[0]), let low = Self.number(halves[1]) {
                (type, data) = ("Qword", String(high << 32 | low))
            } else {
                (type, data) = ("Qword", "")
            }
        } else {
            (type, data) = (details.isEmpty ? "" : "String", details == "(Empty)" ? "" : details)
        }
    }

    private static func number(_ text: Substring) -> UInt64? {
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    }
}
