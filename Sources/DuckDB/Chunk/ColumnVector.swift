internal import CDuckDB

/// The values of one column in a chunk, read where they lie.
///
/// A vector is valid while its chunk, or the function call that gave it, lasts. It holds nothing that counts references:
/// functions pass it around for every row.
package struct ColumnVector {
    package let count: Int
    private let identifier: UInt32
    @usableFromInline let data: UnsafeRawPointer
    @usableFromInline let validity: UnsafePointer<UInt64>?
    /// Digits after the point of a `decimal`.
    package let scale: Int
    private let decimalWidth: Int
    private let api: UnsafePointer<cduckdb_functions>
    private let handle: cduckdb_vector

    init(library: DuckDBLibrary, handle: cduckdb_vector, count: Int) {
        self.init(api: library.functions, handle: handle, count: count)
    }

    private init(api: UnsafePointer<cduckdb_functions>, handle: cduckdb_vector, count: Int) {
        var logical = api.pointee.vector_get_column_type(handle)
        defer { api.pointee.destroy_logical_type(&logical) }
        identifier = api.pointee.get_type_id(logical)
        scale = identifier == UInt32(CDUCKDB_TYPE_DECIMAL) ? Int(api.pointee.decimal_scale(logical)) : 0
        decimalWidth =
            identifier == UInt32(CDUCKDB_TYPE_DECIMAL) ? Self.width(api.pointee.decimal_internal_type(logical)) : 0
        guard let data = api.pointee.vector_get_data(handle) else {
            preconditionFailure("a vector has data")
        }
        self.data = UnsafeRawPointer(data)
        validity = api.pointee.vector_get_validity(handle).map { UnsafePointer($0) }
        self.count = count
        self.api = api
        self.handle = handle
    }

    package var type: ColumnType {
        identifier == UInt32(CDUCKDB_TYPE_LIST) ? .list(.any) : ColumnType(identifier: identifier)
    }

    private static func width(_ identifier: UInt32) -> Int {
        switch Int(identifier) {
        case CDUCKDB_TYPE_SMALLINT: 2
        case CDUCKDB_TYPE_INTEGER: 4
        case CDUCKDB_TYPE_BIGINT: 8
        default: 16
        }
    }

    /// Whether no value is null.
    @inlinable @inline(__always) package var hasNoNulls: Bool { validity == nil }

    @inlinable @inline(__always) package func isNull(_ row: Int) -> Bool {
        assert(row >= 0 && row < count)
        guard let validity else { return false }
        return (validity[row >> 6] >> UInt64(row & 63)) & 1 == 0
    }

    @inlinable @inline(__always) package func bool(_ row: Int) -> Bool {
        data.load(fromByteOffset: row, as: UInt8.self) != 0
    }

    @inlinable @inline(__always) package func int32(_ row: Int) -> Int32 {
        data.load(fromByteOffset: row * 4, as: Int32.self)
    }

    @inlinable @inline(__always) package func int64(_ row: Int) -> Int64 {
        data.load(fromByteOffset: row * 8, as: Int64.self)
    }

    @inlinable @inline(__always) package func double(_ row: Int) -> Double {
        data.load(fromByteOffset: row * 8, as: Double.self)
    }

    /// The text of a row: a length of 32 bits, then either twelve bytes in place, or four bytes of prefix and
    /// a pointer. Of a null it would be whatever lay there before, a pointer to anywhere among it.
    @inlinable @inline(__always) package func text(_ row: Int) -> ByteView {
        assert(!isNull(row), "a null has no text")
        let slot = data + row * 16
        let length = Int(slot.load(as: UInt32.self))
        if length <= 12 {
            return ByteView(base: (slot + 4).assumingMemoryBound(to: UInt8.self), count: length)
        }
        return ByteView(base: slot.load(fromByteOffset: 8, as: UnsafePointer<UInt8>.self), count: length)
    }

    /// Whether two rows hold the same text slot: equal length and place, or equal short text. Equal texts at
    /// different places give false; a constant is one text that all rows of a chunk point to.
    @inlinable @inline(__always) package func sharesText(_ row: Int, with other: Int) -> Bool {
        let a = data + row * 16
        let b = data + other * 16
        return a.load(as: UInt64.self) == b.load(as: UInt64.self)
            && a.load(fromByteOffset: 8, as: UInt64.self) == b.load(fromByteOffset: 8, as: UInt64.self)
    }

    /// A whole number of any width that fits 64 bits, nil where it does not or the column holds none.
    package func wholeNumber(_ row: Int) -> Int64? {
        switch Int(identifier) {
        case CDUCKDB_TYPE_BIGINT: int64(row)
        case CDUCKDB_TYPE_INTEGER: Int64(int32(row))
        case CDUCKDB_TYPE_TINYINT: Int64(data.load(fromByteOffset: row, as: Int8.self))
        case CDUCKDB_TYPE_SMALLINT: Int64(data.load(fromByteOffset: row * 2, as: Int16.self))
        case CDUCKDB_TYPE_HUGEINT: Int64(exactly: huge(row))
        case CDUCKDB_TYPE_BOOLEAN: bool(row) ? 1 : 0
        default: nil
        }
    }

    /// A number of any kind as a floating-point value; nil where the column holds none.
    package func floatingPoint(_ row: Int) -> Double? {
        switch Int(identifier) {
        case CDUCKDB_TYPE_DOUBLE: double(row)
        case CDUCKDB_TYPE_FLOAT: Double(data.load(fromByteOffset: row * 4, as: Float.self))
        case CDUCKDB_TYPE_HUGEINT: Double(huge(row))
        case CDUCKDB_TYPE_DECIMAL: Double(decimalDigits(row)) / Double.powerOfTen(scale)
        default: wholeNumber(row).map { Double($0) }
        }
    }

    /// The digits of a `decimal` as a whole number, to be divided by ten to the power of ``scale``.
    package func decimalDigits(_ row: Int) -> Int128 {
        switch decimalWidth {
        case 2: Int128(data.load(fromByteOffset: row * 2, as: Int16.self))
        case 4: Int128(int32(row))
        case 8: Int128(int64(row))
        default: huge(row)
        }
    }

    package func huge(_ row: Int) -> Int128 {
        let low = data.load(fromByteOffset: row * 16, as: UInt64.self)
        let high = data.load(fromByteOffset: row * 16 + 8, as: Int64.self)
        return Int128(high) << 64 | Int128(low)
    }

    /// For a list column: where the elements of a row lie in ``listElements()``.
    package func listRange(_ row: Int) -> Range<Int> {
        let offset = Int(data.load(fromByteOffset: row * 16, as: UInt64.self))
        let length = Int(data.load(fromByteOffset: row * 16 + 8, as: UInt64.self))
        return offset..<offset + length
    }

    /// For a list column: the elements of all rows in one column.
    package func listElements() -> ColumnVector {
        guard let child = api.pointee.list_vector_get_child(handle) else {
            preconditionFailure("a list vector has a child")
        }
        return ColumnVector(api: api, handle: child, count: Int(api.pointee.list_vector_get_size(handle)))
    }
}

extension Double {
    static func powerOfTen(_ exponent: Int) -> Double {
        var value = 1.0
        for _ in 0..<exponent { value *= 10 }
        return value
    }
}
