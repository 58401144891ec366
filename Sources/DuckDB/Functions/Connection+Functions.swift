internal import CDuckDB

extension Connection {
    /// Registers a function for the whole database instance.
    ///
    /// - Throws: ``DuckDBError`` with `invalidStatement` when the engine refuses it, as when the name is taken.
    package func register(_ function: ScalarFunction) throws {
        let library = library
        let api = library.functions
        var handle = api.pointee.create_scalar_function()
        defer { api.pointee.destroy_scalar_function(&handle) }
        api.pointee.scalar_function_set_name(handle, function.name)
        for parameter in function.parameters {
            parameter.withHandle(in: library) { api.pointee.scalar_function_add_parameter(handle, $0) }
        }
        function.variadic?.withHandle(in: library) { api.pointee.scalar_function_set_varargs(handle, $0) }
        function.result.withHandle(in: library) { api.pointee.scalar_function_set_return_type(handle, $0) }
        // The engine's own rule for nulls differs between constants and columns; ours decides in all cases.
        api.pointee.scalar_function_set_special_handling(handle)
        if function.isVolatile { api.pointee.scalar_function_set_volatile(handle) }

        let body = RegisteredBody(function, of: database)
        let isSet = cduckdb_set_body(
            handle,
            cduckdb_scalar_body(
                context: Unmanaged.passRetained(body).toOpaque(),
                begin: { context, connection in
                    guard let context else { return nil }
                    return Unmanaged<RegisteredBody>.fromOpaque(context).takeUnretainedValue()
                        .interruptions[connection].map { Unmanaged.passRetained($0).toOpaque() }
                },
                end: { state in
                    guard let state else { return }
                    Unmanaged<Interruption>.fromOpaque(state).release()
                },
                call: { context, state, info, input, output in
                    guard let context, let info, let input, let output else { return }
                    Unmanaged<RegisteredBody>.fromOpaque(context).takeUnretainedValue().call(
                        state.map { Unmanaged<Interruption>.fromOpaque($0).takeUnretainedValue() },
                        info: info, input: input, output: output)
                },
                release: { context in
                    guard let context else { return }
                    Unmanaged<RegisteredBody>.fromOpaque(context).release()
                }
            )
        )
        guard isSet, api.pointee.register_scalar_function(self.handle, handle) == 0 else {
            throw DuckDBError(.invalidStatement, "The engine refused to register the function \(function.name).")
        }
    }
}

/// What the engine holds of a registered function until it drops it.
private final class RegisteredBody: Sendable {
    let library: DuckDBLibrary
    let interruptions: InterruptionTable
    let outputLimit: Int
    let body: @Sendable (FunctionInput, FunctionOutput) throws -> Void

    init(_ function: ScalarFunction, of database: Database) {
        library = database.library
        interruptions = database.interruptions
        outputLimit = function.outputLimit
        body = function.body
    }

    func call(
        _ interruption: Interruption?, info: cduckdb_function_info, input: cduckdb_chunk, output: cduckdb_vector
    ) {
        let chunk = DataChunk(library: library, handle: input, isOwned: false)
        let arguments = FunctionInput(
            count: chunk.count, columns: (0..<chunk.columnCount).map { chunk.column($0) },
            interruption: interruption)
        var room = outputLimit
        do {
            try withUnsafeMutablePointer(to: &room) { room in
                let output = FunctionOutput(library: library, handle: output, room: room)
                try Interruption.working(for: interruption) { try body(arguments, output) }
            }
            if arguments.isInterrupted { throw DuckDBError(.interrupted, "The query was interrupted.") }
            guard room >= 0 else {
                throw DuckDBError.valuesTooLarge(outputLimit)
            }
        } catch {
            library.api.scalar_function_set_error(info, "\(error)")
        }
    }
}

extension DuckDBError {
    /// Begins the text of the error of a function that gives more than it may.
    static let valuesTooLarge = "the values of one step are too large"

    /// The failure of a function that would give more than so many bytes.
    package static func valuesTooLarge(_ limit: Int) -> DuckDBError {
        DuckDBError(.outOfMemory, "\(valuesTooLarge): more than \(limit) bytes.")
    }
}
