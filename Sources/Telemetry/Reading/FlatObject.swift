#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One event as a flat JSON object: an index over the bytes of its line, nothing copied (RFC 8259).
///
/// Made for lines of many members of which few are read. One object is used again for every line; what it returned as
/// text stays valid, members do not. Nested values are kept as their JSON text and only checked for balance.
final class FlatObject {
    enum Kind: UInt8 {
        case text, escapedText, number, yes, no, null, nested
    }

    /// A member of the object, as offsets into the line.
    struct Member {
        var keyStart: Int32
        var keyCount: Int32
        var start: Int32
        var count: Int32
        var kind: Kind
    }

    /// Why a line is no object, with the column (from 1) where that shows.
    struct Fault: Error, Equatable {
        var message: String
        var column: Int
    }

    static let longestLine = Int(Int32.max)

    private(set) var count = 0
    private var bytes: UnsafePointer<UInt8>
    private var length = 0
    private var members: UnsafeMutablePointer<Member>
    private var capacity = 128
    /// For each known field the index of its member, valid when its stamp is that of the line.
    private let slotMembers: UnsafeMutablePointer<Int32>
    private let slotStamps: UnsafeMutablePointer<Int32>
    private var stamp: Int32 = 0
    private let nothing: UnsafeMutablePointer<UInt8>

    init() {
        let slots = FieldIndex.names.count
        members = .allocate(capacity: capacity)
        slotMembers = .allocate(capacity: slots)
        slotStamps = .allocate(capacity: slots)
        slotMembers.initialize(repeating: 0, count: slots)
        slotStamps.initialize(repeating: 0, count: slots)
        nothing = .allocate(capacity: 1)
        nothing.initialize(to: 0)
        bytes = UnsafePointer(nothing)
    }

    deinit {
        members.deallocate()
        slotMembers.deallocate()
        slotStamps.deallocate()
        nothing.deallocate()
    }

    /// Indexes a line. The bytes must stay valid while members are read.
    ///
    /// - Throws: ``Fault`` when the line is no JSON object; then the object has no members.
    func parse(_ line: UnsafeRawBufferPointer) throws(Fault) {
        count = 0
        stamp &+= 1
        guard let base = line.baseAddress, line.count < Self.longestLine else {
            throw Fault(message: "The line is empty or too long.", column: 1)
        }
        bytes = base.assumingMemoryBound(to: UInt8.self)
        length = line.count
        do {
            try parseMembers()
        } catch {
            count = 0
            stamp &+= 1
            throw error
        }
    }

    private func parseMembers() throws(Fault) {
        let bytes = bytes
        let end = length
        var position = skipSpace(0)
        guard position < end, bytes[position] == 0x7B else {
            throw Fault(message: "A JSON object is expected.", column: position + 1)
        }
        position = skipSpace(position + 1)
        if position < end, bytes[position] == 0x7D {
            try finish(position + 1)
            return
        }
        while true {
            guard position < end, bytes[position] == 0x22 else {
                throw Fault(message: "A member name in quotes is expected.", column: position + 1)
            }
            let keyStart = position + 1
            let keyEnd = try closingQuote(keyStart).end
            position = skipSpace(keyEnd + 1)
            guard position < end, bytes[position] == 0x3A else {
                throw Fault(message: "A colon is expected after the member name.", column: position + 1)
            }
            position = skipSpace(position + 1)
            guard position < end else { throw Fault(message: "The line ends inside a member.", column: end + 1) }
            var member = Member(
                keyStart: Int32(truncatingIfNeeded: keyStart), keyCount: Int32(truncatingIfNeeded: keyEnd - keyStart),
                start: 0, count: 0, kind: .null
            )
            position = try value(at: position, into: &member)
            add(member, keyStart: keyStart, keyCount: keyEnd - keyStart)
            position = skipSpace(position)
            guard position < end else { throw Fault(message: "The object is not closed.", column: end + 1) }
            if bytes[position] == 0x2C {
                position = skipSpace(position + 1)
            } else if bytes[position] == 0x7D {
                try finish(position + 1)
                return
            } else {
                throw Fault(message: "A comma or the end of the object is expected.", column: position + 1)
            }
        }
    }

    private func finish(_ position: Int) throws(Fault) {
        let rest = skipSpace(position)
        guard rest == length else { throw Fault(message: "Text follows the object.", column: rest + 1) }
    }

    private func add(_ member: Member, keyStart: Int, keyCount: Int) {
        if count == capacity {
            let larger = UnsafeMutablePointer<Member>.allocate(capacity: capacity * 2)
            larger.update(from: members, count: count)
            members.deallocate()
            members = larger
            capacity *= 2
        }
        members[count] = member
        let slot = FieldIndex.table.slot(FieldIndex.signature(bytes + keyStart, count: keyCount))
        if slot >= 0 {
            slotMembers[slot] = Int32(truncatingIfNeeded: count)
            slotStamps[slot] = stamp
        }
        count += 1
    }

    private func skipSpace(_ start: Int) -> Int {
        var position = start
        while position < length {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A else { break }
            position += 1
        }
        return position
    }

    /// The offset of the quote that closes a string, and whether the string has escapes.
    private func closingQuote(_ start: Int) throws(Fault) -> (end: Int, hasEscapes: Bool) {
        let bytes = bytes
        var from = start
        while from < length, let found = memchr(bytes + from, 0x22, length - from) {
            let quote = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
            var slashes = 0
            while quote - 1 - slashes >= start, bytes[quote - 1 - slashes] == 0x5C { slashes += 1 }
            if slashes & 1 == 0 {
                return (quote, slashes > 0 || memchr(bytes + start, 0x5C, quote - start) != nil)
            }
            from = quote + 1
        }
        throw Fault(message: "A string is not closed.", column: start)
    }

    private func value(at start: Int, into member: inout Member) throws(Fault) -> Int {
        let first = bytes[start]
        var position = start
        switch first {
        case 0x22:
            let (end, hasEscapes) = try closingQuote(start + 1)
            member.kind = hasEscapes ? .escapedText : .text
            member.start = Int32(truncatingIfNeeded: start + 1)
            member.count = Int32(truncatingIfNeeded: end - start - 1)
            return end + 1
        case 0x7B, 0x5B:
            position = try skipNested(start)
            member.kind = .nested
        case 0x74:
            position = try literal("true", start)
            member.kind = .yes
        case 0x66:
            position = try literal("false", start)
            member.kind = .no
        case 0x6E:
            position = try literal("null", start)
            member.kind = .null
        case 0x2D, 0x30...0x39:
            while position < length, Self.isNumberByte(bytes[position]) { position += 1 }
            member.kind = .number
        default:
            throw Fault(message: "A value is expected.", column: start + 1)
        }
        member.start = Int32(truncatingIfNeeded: start)
        member.count = Int32(truncatingIfNeeded: position - start)
        return position
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte == 0x65 || byte == 0x45
    }

    private func literal(_ word: StaticString, _ start: Int) throws(Fault) -> Int {
        let count = word.utf8CodeUnitCount
        guard start + count <= length, memcmp(bytes + start, word.utf8Start, count) == 0 else {
            throw Fault(message: "A value is expected.", column: start + 1)
        }
        return start + count
    }

    /// Skips an array or object; brackets are counted, strings passed over.
    private func skipNested(_ start: Int) throws(Fault) -> Int {
        var position = start
        var depth = 0
        while position < length {
            switch bytes[position] {
            case 0x22: position = try closingQuote(position + 1).end
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
            position += 1
        }
        throw Fault(message: "A nested value is not closed.", column: start + 1)
    }
}

// MARK: - Reading members

extension FlatObject {
    /// The member of a known field; the last one when the name stands twice.
    @inline(__always)
    func member(_ field: EventField) -> Member? {
        slotStamps[field.slot] == stamp ? members[Int(slotMembers[field.slot])] : nil
    }

    /// The line as text.
    var wholeText: String { JSONText.string(bytes, count: length) }

    /// The member at a position in the order of the line.
    func member(at index: Int) -> Member {
        members[index]
    }

    /// The name of a member.
    func key(_ member: Member) -> String {
        JSONText.string(bytes + Int(member.keyStart), count: Int(member.keyCount))
    }

    /// The text of a field: strings unescaped, numbers and literals as written, nested values as JSON.
    ///
    /// Empty for a field that is absent, null, or `-`, which Windows writes for "nothing".
    func text(_ field: EventField) -> String {
        guard let member = member(field) else { return "" }
        return text(member)
    }

    /// The text of a member, as ``text(_:)-(EventField)`` has it.
    func text(_ member: Member) -> String {
        let start = bytes + Int(member.start)
        let count = Int(member.count)
        switch member.kind {
        case .null: return ""
        case .escapedText: return JSONText.unescaped(start, count: count)
        case .text where count == 1 && start[0] == 0x2D: return ""
        default: return JSONText.string(start, count: count)
        }
    }

    /// Whether a field says something: it is there, not null, not empty and not `-`.
    func has(_ field: EventField) -> Bool {
        guard let member = member(field), member.kind != .null, member.count > 0 else { return false }
        return !(member.count == 1 && bytes[Int(member.start)] == 0x2D)
    }

    /// Whether the text of a field is exactly this; only for texts without escapes.
    func equals(_ field: EventField, _ text: StaticString) -> Bool {
        guard let member = member(field), Int(member.count) == text.utf8CodeUnitCount else { return false }
        return memcmp(bytes + Int(member.start), text.utf8Start, Int(member.count)) == 0
    }

    /// An integer in decimal or after `0x` in hexadecimal, whether written as number or as text.
    func integer(_ field: EventField) -> Int64? {
        guard let member = member(field), member.kind == .number || member.kind == .text else { return nil }
        return JSONText.integer(bytes + Int(member.start), count: Int(member.count))
    }

    /// The bytes of a plain text or number, for parsers that need no string.
    func withBytes<Result>(_ field: EventField, _ body: (UnsafePointer<UInt8>, Int) -> Result?) -> Result? {
        guard let member = member(field), member.kind == .number || member.kind == .text else { return nil }
        return body(bytes + Int(member.start), Int(member.count))
    }
}
