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

        let body = RegisteredBody(library: library, body: function.body)
        let isSet = cduckdb_set_body(
            handle,
            cduckdb_scalar_body(
                context: Unmanaged.passRetained(body).toOpaque(),
                call: { context, info, input, output in
                    guard let context, let info, let input, let output else { return }
                    Unmanaged<RegisteredBody>.fromOpaque(context).takeUnretainedValue()
                        .call(info: info, input: input, output: output)
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
    let body: @Sendable (FunctionInput, FunctionOutput) throws -> Void

    init(library: DuckDBLibrary, body: @escaping @Sendable (FunctionInput, FunctionOutput) throws -> Void) {
        self.library = library
        self.body = body
    }

    func call(info: cduckdb_function_info, input: cduckdb_chunk, output: cduckdb_vector) {
        let chunk = DataChunk(library: library, handle: input, isOwned: false)
        let arguments = FunctionInput(
            count: chunk.count, columns: (0..<chunk.columnCount).map { chunk.column($0) })
        do {
            try body(arguments, FunctionOutput(library: library, handle: output))
        } catch {
            library.api.scalar_function_set_error(info, "\(error)")
        }
    }
}
