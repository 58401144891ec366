internal import DuckDB

/// Reading UTF-8 that the engine vouches for, scalar by scalar.
extension ByteView {
    /// The scalar at a byte position and how many bytes it takes. Malformed bytes count as one each.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, length: Int) {
        let first = self[position]
        if first < 0x80 { return (UInt32(first), 1) }
        return multiByteScalar(at: position, first: first)
    }

    private func multiByteScalar(at position: Int, first: UInt8) -> (value: UInt32, length: Int) {
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, position + length <= count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            value = value << 6 | UInt32(self[position + offset] & 0x3F)
        }
        return (value, length)
    }

    /// The scalar that ends just before a byte position above 0.
    @inline(__always)
    func scalar(before position: Int) -> (value: UInt32, length: Int) {
        let last = self[position - 1]
        if last < 0x80 { return (UInt32(last), 1) }
        var start = position - 1
        while start > 0, position - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        return (scalar(at: start).value, position - start)
    }

    /// How many scalars the text has.
    var scalarCount: Int {
        var total = 0
        for index in 0..<count where self[index] & 0xC0 != 0x80 { total += 1 }
        return total
    }

    /// The byte position of a scalar position, or `count` when there are fewer scalars.
    func byteOffset(ofScalar index: Int, from start: Int = 0) -> Int {
        var position = start
        var remaining = index
        while remaining > 0, position < count {
            position += scalar(at: position).length
            remaining -= 1
        }
        return position
    }
}
