#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Cuts a stream of pieces into lines.
///
/// A line ends at a line feed; a carriage return before it and a byte order mark at the start belong to no line.
struct LineSplitter {
    /// The longest line that is taken; the longest line of a real recording is 44 kB.
    static let longestLine = 64 << 20

    enum Failure: Error {
        case lineTooLong(Int)
        case utf16
    }

    private var carry: [UInt8] = []
    private(set) var line = 0

    /// Takes a piece and hands out the lines that are complete.
    ///
    /// - Parameter body: Takes a line without its end, and its number from 1; `false` stops.
    /// - Returns: `false` when `body` asked to stop.
    mutating func push(
        _ piece: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, Int) throws -> Bool
    ) throws -> Bool {
        guard let base = piece.baseAddress else { return true }
        if line == 0, carry.isEmpty, piece.count >= 2 {
            let mark = UInt16(piece[0]) << 8 | UInt16(piece[1])
            if mark == 0xFFFE || mark == 0xFEFF { throw Failure.utf16 }
        }
        var start = 0
        while start < piece.count, let found = memchr(base + start, 0x0A, piece.count - start) {
            let end = base.distance(to: UnsafeRawPointer(found))
            let part = UnsafeRawBufferPointer(start: base + start, count: end - start)
            start = end + 1
            if carry.isEmpty {
                if try hand(part, body) == false { return false }
            } else {
                carry.append(contentsOf: part)
                let whole = carry
                carry.removeAll(keepingCapacity: true)
                if try whole.withUnsafeBytes({ try hand($0, body) }) == false { return false }
            }
        }
        if start < piece.count {
            carry.append(contentsOf: UnsafeRawBufferPointer(start: base + start, count: piece.count - start))
            if carry.count > Self.longestLine { throw Failure.lineTooLong(line + 1) }
        }
        return true
    }

    /// Hands out what follows the last line feed.
    mutating func finish(_ body: (UnsafeRawBufferPointer, Int) throws -> Bool) throws {
        guard !carry.isEmpty else { return }
        let whole = carry
        carry.removeAll()
        _ = try whole.withUnsafeBytes { try hand($0, body) }
    }

    private mutating func hand(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, Int) throws -> Bool
    ) throws -> Bool {
        line += 1
        var part = bytes
        if line == 1, part.count >= 3, part[0] == 0xEF, part[1] == 0xBB, part[2] == 0xBF {
            part = UnsafeRawBufferPointer(rebasing: part[3...])
        }
        if let last = part.last, last == 0x0D {
            part = UnsafeRawBufferPointer(rebasing: part[..<(part.count - 1)])
        }
        return try body(part, line)
    }
}
