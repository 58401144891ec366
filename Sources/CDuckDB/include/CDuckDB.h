// The part of the DuckDB 1.5 C interface that Sallyport uses, written from its documentation
// (https://duckdb.org/docs/stable/clients/c/api), and a loader that finds it at run time.
//
// Nothing is linked: the functions are looked up in a shared library that the caller names, so that one
// binary runs with any place the library was installed to, and starts without it.
#ifndef CDUCKDB_H
#define CDUCKDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Handles. Each is a pointer that the library owns until the matching destroy function is called.
typedef struct cduckdb_database_opaque *cduckdb_database;
typedef struct cduckdb_connection_opaque *cduckdb_connection;
typedef struct cduckdb_config_opaque *cduckdb_config;
typedef struct cduckdb_prepared_opaque *cduckdb_prepared;
typedef struct cduckdb_pending_opaque *cduckdb_pending;
typedef struct cduckdb_chunk_opaque *cduckdb_chunk;
typedef struct cduckdb_vector_opaque *cduckdb_vector;
typedef struct cduckdb_type_opaque *cduckdb_type;
typedef struct cduckdb_appender_opaque *cduckdb_appender;
typedef struct cduckdb_scalar_function_opaque *cduckdb_scalar_function;
typedef struct cduckdb_function_info_opaque *cduckdb_function_info;
typedef struct cduckdb_init_info_opaque *cduckdb_init_info;
typedef struct cduckdb_client_context_opaque *cduckdb_client_context;

// 0 is success, everything else a failure.
typedef uint32_t cduckdb_state;

// A result is a value that the library fills in; only its last member means anything to a caller that
// reads chunks. It is passed by value to the fetch function, so its size and order are part of the interface.
typedef struct {
    uint64_t unused_column_count;
    uint64_t unused_row_count;
    uint64_t unused_rows_changed;
    void *unused_columns;
    char *unused_error_message;
    void *internal_data;
} cduckdb_result;

// Type identifiers of logical types (numbers are fixed by the interface).
enum {
    CDUCKDB_TYPE_INVALID = 0,
    CDUCKDB_TYPE_BOOLEAN = 1,
    CDUCKDB_TYPE_TINYINT = 2,
    CDUCKDB_TYPE_SMALLINT = 3,
    CDUCKDB_TYPE_INTEGER = 4,
    CDUCKDB_TYPE_BIGINT = 5,
    CDUCKDB_TYPE_UTINYINT = 6,
    CDUCKDB_TYPE_USMALLINT = 7,
    CDUCKDB_TYPE_UINTEGER = 8,
    CDUCKDB_TYPE_UBIGINT = 9,
    CDUCKDB_TYPE_FLOAT = 10,
    CDUCKDB_TYPE_DOUBLE = 11,
    CDUCKDB_TYPE_TIMESTAMP = 12,
    CDUCKDB_TYPE_HUGEINT = 16,
    CDUCKDB_TYPE_VARCHAR = 17,
    CDUCKDB_TYPE_BLOB = 18,
    CDUCKDB_TYPE_DECIMAL = 19,
    CDUCKDB_TYPE_LIST = 24,
    CDUCKDB_TYPE_ANY = 34,
    CDUCKDB_TYPE_SQLNULL = 36
};

// Error kinds that we tell apart.
enum {
    CDUCKDB_ERROR_OUT_OF_RANGE = 1,
    CDUCKDB_ERROR_CONVERSION = 2,
    CDUCKDB_ERROR_CATALOG = 13,
    CDUCKDB_ERROR_PARSER = 14,
    CDUCKDB_ERROR_BINDER = 24,
    CDUCKDB_ERROR_IO = 28,
    CDUCKDB_ERROR_INTERRUPT = 29,
    CDUCKDB_ERROR_FATAL = 30,
    CDUCKDB_ERROR_INTERNAL = 31,
    CDUCKDB_ERROR_INVALID_INPUT = 32,
    CDUCKDB_ERROR_OUT_OF_MEMORY = 33,
    CDUCKDB_ERROR_PERMISSION = 34
};

// States of a pending result.
enum {
    CDUCKDB_PENDING_READY = 0,
    CDUCKDB_PENDING_NOT_READY = 1,
    CDUCKDB_PENDING_ERROR = 2,
    CDUCKDB_PENDING_NO_TASKS = 3
};

// Kind of a prepared statement.
enum { CDUCKDB_STATEMENT_SELECT = 1 };

typedef void (*cduckdb_delete_callback)(void *data);
typedef void (*cduckdb_scalar_callback)(cduckdb_function_info info, cduckdb_chunk input, cduckdb_vector output);
typedef void (*cduckdb_scalar_init_callback)(cduckdb_init_info info);

// One member for each function of the library, named as there without the `duckdb_` prefix.
typedef struct {
    const char *(*library_version)(void);
    void (*free)(void *pointer);

    cduckdb_state (*create_config)(cduckdb_config *out);
    cduckdb_state (*set_config)(cduckdb_config config, const char *name, const char *option);
    void (*destroy_config)(cduckdb_config *config);
    cduckdb_state (*open_ext)(const char *path, cduckdb_database *out, cduckdb_config config, char **error);
    void (*close)(cduckdb_database *database);
    cduckdb_state (*connect)(cduckdb_database database, cduckdb_connection *out);
    void (*disconnect)(cduckdb_connection *connection);
    void (*interrupt)(cduckdb_connection connection);
    void (*connection_get_client_context)(cduckdb_connection connection, cduckdb_client_context *out);
    uint64_t (*client_context_get_connection_id)(cduckdb_client_context context);
    void (*destroy_client_context)(cduckdb_client_context *context);

    cduckdb_state (*query)(cduckdb_connection connection, const char *sql, cduckdb_result *out);
    void (*destroy_result)(cduckdb_result *result);
    const char *(*result_error)(cduckdb_result *result);
    uint32_t (*result_error_type)(cduckdb_result *result);
    uint64_t (*column_count)(cduckdb_result *result);
    const char *(*column_name)(cduckdb_result *result, uint64_t column);
    uint32_t (*column_type)(cduckdb_result *result, uint64_t column);
    cduckdb_chunk (*fetch_chunk)(cduckdb_result result);

    cduckdb_state (*prepare)(cduckdb_connection connection, const char *sql, cduckdb_prepared *out);
    const char *(*prepare_error)(cduckdb_prepared statement);
    void (*destroy_prepare)(cduckdb_prepared *statement);
    uint64_t (*nparams)(cduckdb_prepared statement);
    uint32_t (*prepared_statement_type)(cduckdb_prepared statement);
    cduckdb_state (*clear_bindings)(cduckdb_prepared statement);
    cduckdb_state (*bind_boolean)(cduckdb_prepared statement, uint64_t index, bool value);
    cduckdb_state (*bind_int32)(cduckdb_prepared statement, uint64_t index, int32_t value);
    cduckdb_state (*bind_int64)(cduckdb_prepared statement, uint64_t index, int64_t value);
    cduckdb_state (*bind_double)(cduckdb_prepared statement, uint64_t index, double value);
    cduckdb_state (*bind_varchar_length)(
        cduckdb_prepared statement, uint64_t index, const char *text, uint64_t length);
    cduckdb_state (*bind_null)(cduckdb_prepared statement, uint64_t index);

    cduckdb_state (*pending_prepared_streaming)(cduckdb_prepared statement, cduckdb_pending *out);
    cduckdb_state (*pending_prepared)(cduckdb_prepared statement, cduckdb_pending *out);
    void (*destroy_pending)(cduckdb_pending *pending);
    const char *(*pending_error)(cduckdb_pending pending);
    uint32_t (*pending_execute_task)(cduckdb_pending pending);
    cduckdb_state (*execute_pending)(cduckdb_pending pending, cduckdb_result *out);

    cduckdb_chunk (*create_data_chunk)(cduckdb_type *types, uint64_t column_count);
    void (*destroy_data_chunk)(cduckdb_chunk *chunk);
    void (*data_chunk_reset)(cduckdb_chunk chunk);
    uint64_t (*data_chunk_get_column_count)(cduckdb_chunk chunk);
    cduckdb_vector (*data_chunk_get_vector)(cduckdb_chunk chunk, uint64_t column);
    uint64_t (*data_chunk_get_size)(cduckdb_chunk chunk);
    void (*data_chunk_set_size)(cduckdb_chunk chunk, uint64_t size);

    cduckdb_type (*vector_get_column_type)(cduckdb_vector vector);
    void *(*vector_get_data)(cduckdb_vector vector);
    uint64_t *(*vector_get_validity)(cduckdb_vector vector);
    void (*vector_ensure_validity_writable)(cduckdb_vector vector);
    void (*vector_assign_string_element_len)(
        cduckdb_vector vector, uint64_t index, const char *text, uint64_t length);
    cduckdb_vector (*list_vector_get_child)(cduckdb_vector vector);
    uint64_t (*list_vector_get_size)(cduckdb_vector vector);
    cduckdb_state (*list_vector_set_size)(cduckdb_vector vector, uint64_t size);
    cduckdb_state (*list_vector_reserve)(cduckdb_vector vector, uint64_t capacity);
    uint64_t (*vector_size)(void);

    cduckdb_type (*create_logical_type)(uint32_t type);
    cduckdb_type (*create_list_type)(cduckdb_type type);
    cduckdb_type (*create_decimal_type)(uint8_t width, uint8_t scale);
    uint8_t (*decimal_scale)(cduckdb_type type);
    uint32_t (*decimal_internal_type)(cduckdb_type type);
    uint32_t (*get_type_id)(cduckdb_type type);
    void (*destroy_logical_type)(cduckdb_type *type);

    cduckdb_scalar_function (*create_scalar_function)(void);
    void (*destroy_scalar_function)(cduckdb_scalar_function *function);
    void (*scalar_function_set_name)(cduckdb_scalar_function function, const char *name);
    void (*scalar_function_set_varargs)(cduckdb_scalar_function function, cduckdb_type type);
    void (*scalar_function_set_special_handling)(cduckdb_scalar_function function);
    void (*scalar_function_set_volatile)(cduckdb_scalar_function function);
    void (*scalar_function_add_parameter)(cduckdb_scalar_function function, cduckdb_type type);
    void (*scalar_function_set_return_type)(cduckdb_scalar_function function, cduckdb_type type);
    void (*scalar_function_set_extra_info)(
        cduckdb_scalar_function function, void *extra, cduckdb_delete_callback destroy);
    void (*scalar_function_set_function)(cduckdb_scalar_function function, cduckdb_scalar_callback callback);
    cduckdb_state (*register_scalar_function)(cduckdb_connection connection, cduckdb_scalar_function function);
    void *(*scalar_function_get_extra_info)(cduckdb_function_info info);
    void (*scalar_function_set_init)(cduckdb_scalar_function function, cduckdb_scalar_init_callback callback);
    void *(*scalar_function_init_get_extra_info)(cduckdb_init_info info);
    void (*scalar_function_init_get_client_context)(cduckdb_init_info info, cduckdb_client_context *out);
    void (*scalar_function_init_set_state)(
        cduckdb_init_info info, void *state, cduckdb_delete_callback destroy);
    void *(*scalar_function_get_state)(cduckdb_function_info info);
    void (*scalar_function_set_error)(cduckdb_function_info info, const char *error);

    cduckdb_state (*appender_create)(
        cduckdb_connection connection, const char *schema, const char *table, cduckdb_appender *out);
    const char *(*appender_error)(cduckdb_appender appender);
    cduckdb_state (*appender_flush)(cduckdb_appender appender);
    cduckdb_state (*appender_close)(cduckdb_appender appender);
    cduckdb_state (*appender_destroy)(cduckdb_appender *appender);
    cduckdb_state (*append_data_chunk)(cduckdb_appender appender, cduckdb_chunk chunk);

    // May be absent in older libraries; then the checked variant above is used.
    void (*unsafe_vector_assign_string_element_len)(
        cduckdb_vector vector, uint64_t index, const char *text, uint64_t length);
} cduckdb_functions;

// What a registered scalar function calls: all get `context` back. `begin` is called before the first call of each
// place of a query with the number of the query's connection, and what it returns goes to `call` and at last to `end`.
typedef struct {
    void *context;
    void *(*begin)(void *context, uint64_t connection);
    void (*end)(void *state);
    void (*call)(
        void *context, void *state, cduckdb_function_info info, cduckdb_chunk input, cduckdb_vector output);
    void (*release)(void *context);
} cduckdb_scalar_body;

// Opens the library at `path` (a path or a bare name for the system's search) and fills in the table of
// functions. Returns NULL and writes a zero-terminated reason into `error` where the library cannot be
// opened or lacks a function. The library is never unloaded, and one process uses one library: a later call
// returns the table of the first, whatever its path.
const cduckdb_functions *cduckdb_load(const char *path, char *error, size_t error_capacity);

// Gives `function` the body; it is released when the library drops the function.
// Returns false where memory ran out; the body is then released at once.
bool cduckdb_set_body(cduckdb_scalar_function function, cduckdb_scalar_body body);

#ifdef __cplusplus
}
#endif

#endif
