/// Punycode (RFC 3492) of text, and of the labels of domain names (RFC 5891 in what concerns their form).
enum Punycode {
    private static let base = 36
    private static let low = 1
    private static let high = 26
    private static let skew = 38
    private static let damp = 700
    private static let firstBias = 72
    private static let firstScalar = 128

    static func encoded(_ text: String) -> String? {
        let scalars = text.unicodeScalars.map { Int($0.value) }
        var output = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII)))
        let basic = output.unicodeScalars.count
        if basic > 0 { output += "-" }
        var next = firstScalar
        var delta = 0
        var bias = firstBias
        var handled = basic
        while handled < scalars.count {
            guard let smallest = scalars.filter({ $0 >= next }).min() else { return nil }
            let (product, isOver) = (smallest - next).multipliedReportingOverflow(by: handled + 1)
            guard !isOver else { return nil }
            delta += product
            next = smallest
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                var rest = delta
                var place = base
                while true {
                    let threshold = min(max(place - bias, low), high)
                    if rest < threshold { break }
                    output.append(digit(threshold + (rest - threshold) % (base - threshold)))
                    rest = (rest - threshold) / (base - threshold)
                    place += base
                }
                output.append(digit(rest))
                bias = adapted(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return output
    }

    static func decoded(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let bytes = Array(text.utf8)
        let dash = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output = bytes[..<(dash ?? 0)].map { Unicode.Scalar($0) }
        var position = dash.map { $0 + 1 } ?? 0
        var scalar = firstScalar
        var index = 0
        var bias = firstBias
        while position < bytes.count {
            let before = index
            var weight = 1
            var place = base
            while true {
                guard position < bytes.count, let digit = value(bytes[position]) else { return nil }
                position += 1
                let (step, isOver) = digit.multipliedReportingOverflow(by: weight)
                guard !isOver, index <= Int(Int32.max) - step else { return nil }
                index += step
                let threshold = min(max(place - bias, low), high)
                if digit < threshold { break }
                weight *= base - threshold
                guard weight < Int(Int32.max) else { return nil }
                place += base
            }
            bias = adapted(index - before, output.count + 1, isFirst: before == 0)
            scalar += index / (output.count + 1)
            index %= output.count + 1
            guard let value = UInt32(exactly: scalar).flatMap(Unicode.Scalar.init) else { return nil }
            output.insert(value, at: index)
            index += 1
        }
        return String(String.UnicodeScalarView(output))
    }

    static func encodedDomain(_ domain: String) -> String? {
        // RFC 3490 §3.1: these full stops separate labels too.
        let labels = domain.split(omittingEmptySubsequences: false) { ".。．｡".contains($0) }.map { label -> String? in
            label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : encoded(String(label)).map { "xn--" + $0 }
        }
        return labels.contains { $0 == nil } ? nil : labels.compactMap { $0 }.joined(separator: ".")
    }

    static func decodedDomain(_ domain: String) -> String? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false).map { label -> String? in
            label.lowercased().hasPrefix("xn--") ? decoded(String(label.dropFirst(4))) : String(label)
        }
        return labels.contains { $0 == nil } ? nil : labels.compactMap { $0 }.joined(separator: ".")
    }

    private static func digit(_ value: Int) -> Character {
        Character(Unicode.Scalar(UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)))
    }

    private static func value(_ byte: UInt8) -> Int? {
        if byte &- 0x30 < 10 { return Int(byte) - 0x30 + 26 }
        let letter = byte | 0x20
        return letter &- 0x61 < 26 ? Int(letter) - 0x61 : nil
    }

    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var place = 0
        while delta > (base - low) * high / 2 {
            delta /= base - low
            place += base
        }
        return place + (base - low + 1) * delta / (delta + skew)
    }
}
