internal import CDuckDB

/// Where a function writes its results, one for each row.
package struct FunctionOutput {
    @usableFromInline let data: UnsafeMutableRawPointer
    private let library: DuckDBLibrary
    private let handle: cduckdb_vector
    /// How many bytes of text may still be written; below 0 once there were too many.
    private let room: UnsafeMutablePointer<Int>?

    init(library: DuckDBLibrary, handle: cduckdb_vector, room: UnsafeMutablePointer<Int>? = nil) {
        guard let data = library.api.vector_get_data(handle) else {
            preconditionFailure("a vector has data")
        }
        self.data = data
        self.library = library
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
        library.functions.pointee.unsafe_vector_assign_string_element_len(handle, UInt64(row), text, UInt64(count))
    }

    @inlinable package func set(_ row: Int, _ value: Bool) {
        data.storeBytes(of: value ? 1 : 0, toByteOffset: row, as: UInt8.self)
    }

    @inlinable package func set(_ row: Int, _ value: Int32) {
        data.storeBytes(of: value, toByteOffset: row * 4, as: Int32.self)
    }

    @inlinable package func set(_ row: Int, _ value: Int64) {
        data.storeBytes(of: value, toByteOffset: row * 8, as: Int64.self)
    }

    @inlinable package func set(_ row: Int, _ value: Double) {
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
        let api = library.functions
        api.pointee.vector_ensure_validity_writable(handle)
        guard let validity = api.pointee.vector_get_validity(handle) else { return }
        validity[row >> 6] &= ~(1 << UInt64(row & 63))
    }

    /// For a function whose result is a list of texts: writes the list of a row, nil for a null element.
    ///
    /// Rows must be written in ascending order, since all lists of a call lie one after the other.
    package func appendList(_ row: Int, _ elements: [[UInt8]?]) {
        let api = library.functions
        let start = api.pointee.list_vector_get_size(handle)
        let end = start + UInt64(elements.count)
        _ = api.pointee.list_vector_reserve(handle, end)
        _ = api.pointee.list_vector_set_size(handle, end)
        guard let child = api.pointee.list_vector_get_child(handle) else { return }
        let output = FunctionOutput(library: library, handle: child, room: room)
        for (index, element) in elements.enumerated() {
            if let element { output.set(Int(start) + index, element) } else { output.setNull(Int(start) + index) }
        }
        data.storeBytes(of: start, toByteOffset: row * 16, as: UInt64.self)
        data.storeBytes(of: UInt64(elements.count), toByteOffset: row * 16 + 8, as: UInt64.self)
    }
}
