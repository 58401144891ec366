internal import CDuckDB

/// Where a function writes its results, one for each row.
package struct FunctionOutput {
    @usableFromInline let data: UnsafeMutableRawPointer
    private let api: UnsafePointer<cduckdb_functions>
    private let handle: cduckdb_vector
    /// How many bytes of text may still be written; below 0 once there were too many.
    private let room: UnsafeMutablePointer<Int>?

    init(library: DuckDBLibrary, handle: cduckdb_vector, room: UnsafeMutablePointer<Int>? = nil) {
        self.init(api: library.functions, handle: handle, room: room)
    }

    init(api: UnsafePointer<cduckdb_functions>, handle: cduckdb_vector, room: UnsafeMutablePointer<Int>?) {
        guard let data = api.pointee.vector_get_data(handle) else {
            preconditionFailure("a vector has data")
        }
        self.data = data
        self.api = api
        self.handle = handle
        self.room = room
    }

    /// Whether more text was written than one call may give. Then all further work is in vain.
    package var isOverfull: Bool { room.map { $0.pointee < 0 } ?? false }

    /// The engine does not count what a function writes, so the function does.
    @inline(__always)
    private func assign(_ row: Int, _ text: UnsafePointer<CChar>?, _ count: Int) {
        var count = count
        if let room {
            room.pointee -= count
            if room.pointee < 0 { count = 0 }
        }
        api.pointee.unsafe_vector_assign_string_element_len(handle, UInt64(row), text, UInt64(count))
    }

    @inlinable @inline(__always) package func set(_ row: Int, _ value: Bool) {
        data.storeBytes(of: value ? 1 : 0, toByteOffset: row, as: UInt8.self)
    }

    @inlinable @inline(__always) package func set(_ row: Int, _ value: Int32) {
        data.storeBytes(of: value, toByteOffset: row * 4, as: Int32.self)
    }

    @inlinable @inline(__always) package func set(_ row: Int, _ value: Int64) {
        data.storeBytes(of: value, toByteOffset: row * 8, as: Int64.self)
    }

    @inlinable @inline(__always) package func set(_ row: Int, _ value: Double) {
        data.storeBytes(of: value, toByteOffset: row * 8, as: Double.self)
    }

    /// Writes text that is known to be UTF-8; the bytes are copied.
    package func set(_ row: Int, _ text: ByteView) {
        text.base.withMemoryRebound(to: CChar.self, capacity: text.count) {
            assign(row, $0, text.count)
        }
    }

    /// Writes text that is known to be UTF-8; the bytes are copied.
    package func set(_ row: Int, _ text: [UInt8]) {
        text.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                assign(row, $0.baseAddress, $0.count)
            }
        }
    }

    package func set(_ row: Int, _ text: String) {
        var text = text
        text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                assign(row, $0.baseAddress, $0.count)
            }
        }
    }

    package func setNull(_ row: Int) {
        api.pointee.vector_ensure_validity_writable(handle)
        guard let validity = api.pointee.vector_get_validity(handle) else { return }
        validity[row >> 6] &= ~(1 << UInt64(row & 63))
    }

    /// For a function whose result is a list of texts.
    package var texts: TextListOutput { TextListOutput(api: api, handle: handle, data: data, room: room) }

    /// For a function whose result is a list of texts: writes the list of a row, nil for a null element.
    ///
    /// Rows must be written in ascending order, since all lists of a call lie one after the other.
    package func appendList(_ row: Int, _ elements: [[UInt8]?]) {
        var list = texts
        list.begin(row)
        for element in elements {
            if let element { list.append(element) } else { list.appendNull() }
        }
        list.end()
    }
}
