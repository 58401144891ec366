internal import CDuckDB

/// Up to 2,048 rows in columns.
package final class DataChunk {
    let library: DuckDBLibrary
    let handle: cduckdb_chunk
    private let isOwned: Bool
    /// How many rows the chunk has.
    package let count: Int
    package let columnCount: Int

    init(library: DuckDBLibrary, handle: cduckdb_chunk, isOwned: Bool) {
        self.library = library
        self.handle = handle
        self.isOwned = isOwned
        count = Int(library.api.data_chunk_get_size(handle))
        columnCount = Int(library.api.data_chunk_get_column_count(handle))
    }

    deinit {
        guard isOwned else { return }
        var handle: cduckdb_chunk? = handle
        library.api.destroy_data_chunk(&handle)
    }

    /// A column by position; valid while the chunk is.
    package func column(_ index: Int) -> ColumnVector {
        precondition(index >= 0 && index < columnCount)
        guard let vector = library.api.data_chunk_get_vector(handle, UInt64(index)) else {
            preconditionFailure("a chunk has a vector for each of its columns")
        }
        return ColumnVector(library: library, handle: vector, count: count)
    }
}
