internal import CDuckDB

/// Writes a function's results that are lists of texts, element by element where they stay.
///
/// Rows must be written in ascending order, each between ``begin(_:)`` and ``end()``, since all lists of a call lie one
/// after the other. When a list has been written, the output's own `setNull` may still make its row null.
package struct TextListOutput {
    private let api: UnsafePointer<cduckdb_functions>
    private let handle: cduckdb_vector
    private let data: UnsafeMutableRawPointer
    private let room: UnsafeMutablePointer<Int>?
    private var elements: FunctionOutput?
    private var row = 0
    private var start: UInt64
    private var count: UInt64
    private var capacity: UInt64 = 0

    init(
        api: UnsafePointer<cduckdb_functions>, handle: cduckdb_vector, data: UnsafeMutableRawPointer,
        room: UnsafeMutablePointer<Int>?
    ) {
        self.api = api
        self.handle = handle
        self.data = data
        self.room = room
        start = api.pointee.list_vector_get_size(handle)
        count = start
    }

    package mutating func begin(_ row: Int) {
        self.row = row
        start = count
    }

    /// Writes text that is known to be UTF-8; the bytes are copied.
    @inline(__always)
    package mutating func append(_ text: ByteView) {
        if let place = next() { elements?.set(place, text) }
    }

    /// Writes text that is known to be UTF-8; the bytes are copied.
    package mutating func append(_ text: [UInt8]) {
        if let place = next() { elements?.set(place, text) }
    }

    package mutating func appendNull() {
        if let place = next() { elements?.setNull(place) }
    }

    package mutating func end() {
        _ = api.pointee.list_vector_set_size(handle, count)
        data.storeBytes(of: start, toByteOffset: row * 16, as: UInt64.self)
        data.storeBytes(of: count - start, toByteOffset: row * 16 + 8, as: UInt64.self)
    }

    /// The place of the next element. Room is made in doubling steps, and elements move when it is.
    @inline(__always)
    private mutating func next() -> Int? {
        if count == capacity || elements == nil { grow() }
        defer { count += 1 }
        return elements == nil ? nil : Int(count)
    }

    private mutating func grow() {
        let wanted = max(2048, (count + 1) * 2)
        // What is beyond the size is not kept when the vector grows.
        _ = api.pointee.list_vector_set_size(handle, count)
        guard api.pointee.list_vector_reserve(handle, wanted) == 0,
            let child = api.pointee.list_vector_get_child(handle)
        else { return }
        capacity = wanted
        elements = FunctionOutput(api: api, handle: child, room: room)
    }
}
