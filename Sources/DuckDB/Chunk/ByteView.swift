/// Bytes of text that lie in the engine's memory: read without a copy.
///
/// A view is valid while the chunk or the function call that gave it lasts; it must not be kept.
package struct ByteView {
    @usableFromInline let base: UnsafePointer<UInt8>
    package let count: Int

    @inlinable @inline(__always) package init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    @inlinable @inline(__always) package var isEmpty: Bool { count == 0 }

    @inlinable @inline(__always) package subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        return base[index]
    }

    /// The bytes of a part of this view.
    @inlinable @inline(__always) package subscript(range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return ByteView(base: base + range.lowerBound, count: range.count)
    }

    @inlinable @inline(__always) package var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base, count: count)
    }

    /// Where the first byte lies; for loops that walk it by themselves.
    @inlinable @inline(__always) package var start: UnsafePointer<UInt8> { base }

    /// Whether every byte is ASCII.
    @inlinable package var isASCII: Bool {
        var seen: UInt8 = 0
        for index in 0..<count { seen |= base[index] }
        return seen < 0x80
    }

    /// A copy as text.
    @inlinable package var string: String { String(decoding: buffer, as: UTF8.self) }

    /// A copy as bytes.
    @inlinable package var bytes: [UInt8] { Array(buffer) }

    /// Calls `body` with a view of `bytes`.
    @inlinable package static func with<R>(_ bytes: [UInt8], _ body: (ByteView) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { buffer in
            try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { empty in
                // An empty array may have no address; a view always has one.
                guard let base = buffer.baseAddress ?? empty.baseAddress.map({ UnsafePointer($0) }) else {
                    preconditionFailure("a temporary allocation has an address")
                }
                return try body(ByteView(base: base, count: buffer.count))
            }
        }
    }

    /// Calls `body` with a view of the text's UTF-8 bytes.
    @inlinable package static func with<R>(_ text: String, _ body: (ByteView) throws -> R) rethrows -> R {
        try with(Array(text.utf8), body)
    }
}
