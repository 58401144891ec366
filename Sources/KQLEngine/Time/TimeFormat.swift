internal import DuckDB

/// A format of `format_datetime` or `format_timespan`, prepared once (kql.md §8).
struct TimeFormat: Sendable {
    enum Piece: Sendable {
        case delimiter(UInt8)
        case letters(UInt8, Int)
    }

    private let pieces: [Piece]

    /// - Throws: ``FunctionFailure`` for a letter or a run that the format does not know.
    init(_ text: ByteView, allowed: [UInt8: ClosedRange<Int>], function: String) throws(FunctionFailure) {
        var pieces: [Piece] = []
        var position = 0
        let delimiters = Array("/-:,._[] ".utf8)
        while position < text.count {
            let byte = text[position]
            if delimiters.contains(byte) {
                pieces.append(.delimiter(byte))
                position += 1
                continue
            }
            var end = position
            while end < text.count, text[end] == byte { end += 1 }
            guard let lengths = allowed[byte], lengths.contains(end - position) else {
                let run = text[position..<end].string
                throw FunctionFailure(
                    "\(function): the format '\(text.string)' has '\(run)', which is no part of a format")
            }
            pieces.append(.letters(byte, end - position))
            position = end
        }
        self.pieces = pieces
    }

    static func datetime(_ text: ByteView) throws(FunctionFailure) -> TimeFormat {
        try TimeFormat(
            text,
            allowed: [
                UInt8(ascii: "d"): 1...2, UInt8(ascii: "f"): 1...7, UInt8(ascii: "F"): 1...7, UInt8(ascii: "h"): 1...2,
                UInt8(ascii: "H"): 1...2, UInt8(ascii: "m"): 1...2, UInt8(ascii: "M"): 1...2, UInt8(ascii: "s"): 1...2,
                UInt8(ascii: "y"): 1...4, UInt8(ascii: "t"): 2...2,
            ],
            function: "format_datetime"
        )
    }

    static func timespan(_ text: ByteView) throws(FunctionFailure) -> TimeFormat {
        try TimeFormat(
            text,
            allowed: [
                UInt8(ascii: "d"): 1...8, UInt8(ascii: "f"): 1...7, UInt8(ascii: "F"): 1...7, UInt8(ascii: "h"): 1...2,
                UInt8(ascii: "H"): 1...2, UInt8(ascii: "m"): 1...2, UInt8(ascii: "s"): 1...2,
            ],
            function: "format_timespan"
        )
    }

    func text(datetime ticks: Int64) -> [UInt8] {
        let time = CivilTime(ticks: ticks)
        return text { letter, count, output in
            switch letter {
            case UInt8(ascii: "y"):
                TimeText.appendDigits(
                    count < 4 ? time.year % 100 : time.year, width: count == 4 ? 4 : count, to: &output)
            case UInt8(ascii: "M"): TimeText.appendDigits(time.month, width: count, to: &output)
            case UInt8(ascii: "d"): TimeText.appendDigits(time.day, width: count, to: &output)
            case UInt8(ascii: "H"): TimeText.appendDigits(time.hour, width: count, to: &output)
            case UInt8(ascii: "h"): TimeText.appendDigits((time.hour + 11) % 12 + 1, width: count, to: &output)
            case UInt8(ascii: "m"): TimeText.appendDigits(time.minute, width: count, to: &output)
            case UInt8(ascii: "s"): TimeText.appendDigits(time.second, width: count, to: &output)
            case UInt8(ascii: "t"): output += Array((time.hour < 12 ? "AM" : "PM").utf8)
            default: Self.appendFraction(time.fraction, letter: letter, count: count, to: &output)
            }
        }
    }

    func text(timespan ticks: Int64) -> [UInt8] {
        let magnitude = ticks.magnitude
        let days = Int(magnitude / UInt64(CivilTime.ticksPerDay))
        let inDay = Int(magnitude % UInt64(CivilTime.ticksPerDay))
        let output = text { letter, count, output in
            switch letter {
            case UInt8(ascii: "d"): TimeText.appendDigits(days, width: count, to: &output)
            case UInt8(ascii: "H"), UInt8(ascii: "h"):
                TimeText.appendDigits(inDay / 36_000_000_000, width: count, to: &output)
            case UInt8(ascii: "m"): TimeText.appendDigits(inDay / 600_000_000 % 60, width: count, to: &output)
            case UInt8(ascii: "s"): TimeText.appendDigits(inDay / 10_000_000 % 60, width: count, to: &output)
            default: Self.appendFraction(inDay % 10_000_000, letter: letter, count: count, to: &output)
            }
        }
        return ticks < 0 ? [UInt8(ascii: "-")] + output : output
    }

    private func text(_ append: (UInt8, Int, inout [UInt8]) -> Void) -> [UInt8] {
        var output: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .delimiter(let byte): output.append(byte)
            case .letters(let letter, let count): append(letter, count, &output)
            }
        }
        return output
    }

    /// `f` prints digits always, `F` drops zeros at the end.
    private static func appendFraction(_ fraction: Int, letter: UInt8, count: Int, to output: inout [UInt8]) {
        var digits: [UInt8] = []
        TimeText.appendDigits(fraction, width: 7, to: &digits)
        digits = Array(digits.prefix(count))
        if letter == UInt8(ascii: "F") {
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        }
        output += digits
    }
}
