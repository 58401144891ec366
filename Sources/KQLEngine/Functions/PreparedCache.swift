internal import DuckDB
internal import Synchronization

/// The value that was last made of a constant argument, kept between the chunks of a query.
///
/// A constant reaches a function as text, once for each chunk of 2,048 rows. Where making its value takes longer than
/// comparing the text, as with a list of needles, a function keeps the last one.
final class PreparedCache<Value: Sendable>: Sendable {
    private let last = Mutex<(text: [UInt8], value: Value)?>(nil)

    /// The value of a text, made anew where the last text was another one.
    func value(of text: ByteView, _ make: (ByteView) throws -> Value) rethrows -> Value {
        if let value = last.withLock({ last in last.flatMap { text.buffer.elementsEqual($0.text) ? $0.value : nil } }) {
            return value
        }
        let value = try make(text)
        last.withLock { $0 = (text.bytes, value) }
        return value
    }
}
