#include "CDuckDB.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t load_lock = PTHREAD_MUTEX_INITIALIZER;
static cduckdb_functions functions;
static bool is_loaded = false;

// Writes the address of one function into its member. Returns false and names the function where it is absent.
static bool resolve(void *library, const char *name, void *member, char *error, size_t capacity) {
    void *address = dlsym(library, name);
    if (address == NULL) {
        snprintf(error, capacity, "the library has no function %s", name);
        return false;
    }
    *(void **)member = address;
    return true;
}

static bool resolve_all(void *library, cduckdb_functions *f, char *error, size_t capacity) {
#define REQUIRED(name) \
    if (!resolve(library, "duckdb_" #name, &f->name, error, capacity)) return false
    REQUIRED(library_version);
    REQUIRED(free);
    REQUIRED(create_config);
    REQUIRED(set_config);
    REQUIRED(destroy_config);
    REQUIRED(open_ext);
    REQUIRED(close);
    REQUIRED(connect);
    REQUIRED(disconnect);
    REQUIRED(interrupt);
    REQUIRED(connection_get_client_context);
    REQUIRED(client_context_get_connection_id);
    REQUIRED(destroy_client_context);
    REQUIRED(query);
    REQUIRED(destroy_result);
    REQUIRED(result_error);
    REQUIRED(result_error_type);
    REQUIRED(column_count);
    REQUIRED(column_name);
    REQUIRED(column_type);
    REQUIRED(fetch_chunk);
    REQUIRED(prepare);
    REQUIRED(prepare_error);
    REQUIRED(destroy_prepare);
    REQUIRED(nparams);
    REQUIRED(prepared_statement_type);
    REQUIRED(clear_bindings);
    REQUIRED(bind_boolean);
    REQUIRED(bind_int32);
    REQUIRED(bind_int64);
    REQUIRED(bind_double);
    REQUIRED(bind_varchar_length);
    REQUIRED(bind_null);
    REQUIRED(pending_prepared_streaming);
    REQUIRED(pending_prepared);
    REQUIRED(destroy_pending);
    REQUIRED(pending_error);
    REQUIRED(pending_execute_task);
    REQUIRED(execute_pending);
    REQUIRED(create_data_chunk);
    REQUIRED(destroy_data_chunk);
    REQUIRED(data_chunk_reset);
    REQUIRED(data_chunk_get_column_count);
    REQUIRED(data_chunk_get_vector);
    REQUIRED(data_chunk_get_size);
    REQUIRED(data_chunk_set_size);
    REQUIRED(vector_get_column_type);
    REQUIRED(vector_get_data);
    REQUIRED(vector_get_validity);
    REQUIRED(vector_ensure_validity_writable);
    REQUIRED(vector_assign_string_element_len);
    REQUIRED(list_vector_get_child);
    REQUIRED(list_vector_get_size);
    REQUIRED(list_vector_set_size);
    REQUIRED(list_vector_reserve);
    REQUIRED(vector_size);
    REQUIRED(create_logical_type);
    REQUIRED(create_list_type);
    REQUIRED(create_decimal_type);
    REQUIRED(decimal_scale);
    REQUIRED(decimal_internal_type);
    REQUIRED(get_type_id);
    REQUIRED(destroy_logical_type);
    REQUIRED(create_scalar_function);
    REQUIRED(destroy_scalar_function);
    REQUIRED(scalar_function_set_name);
    REQUIRED(scalar_function_set_varargs);
    REQUIRED(scalar_function_set_special_handling);
    REQUIRED(scalar_function_set_volatile);
    REQUIRED(scalar_function_add_parameter);
    REQUIRED(scalar_function_set_return_type);
    REQUIRED(scalar_function_set_extra_info);
    REQUIRED(scalar_function_set_function);
    REQUIRED(register_scalar_function);
    REQUIRED(scalar_function_get_extra_info);
    REQUIRED(scalar_function_set_init);
    REQUIRED(scalar_function_init_get_extra_info);
    REQUIRED(scalar_function_init_get_client_context);
    REQUIRED(scalar_function_init_set_state);
    REQUIRED(scalar_function_get_state);
    REQUIRED(scalar_function_set_error);
    REQUIRED(appender_create);
    REQUIRED(appender_error);
    REQUIRED(appender_flush);
    REQUIRED(appender_close);
    REQUIRED(appender_destroy);
    REQUIRED(append_data_chunk);
#undef REQUIRED
    f->unsafe_vector_assign_string_element_len = f->vector_assign_string_element_len;
    char ignored[8];
    resolve(
        library, "duckdb_unsafe_vector_assign_string_element_len", &f->unsafe_vector_assign_string_element_len,
        ignored, sizeof ignored);
    return true;
}

const cduckdb_functions *cduckdb_load(const char *path, char *error, size_t error_capacity) {
    const cduckdb_functions *loaded = NULL;
    pthread_mutex_lock(&load_lock);
    if (is_loaded) {
        loaded = &functions;
    } else {
        void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) {
            const char *reason = dlerror();
            snprintf(error, error_capacity, "%s", reason == NULL ? "it cannot be opened" : reason);
        } else if (resolve_all(library, &functions, error, error_capacity)) {
            is_loaded = true;
            loaded = &functions;
        }
        // A library that lacks a function stays open too: unloading one with C++ statics is not safe.
    }
    pthread_mutex_unlock(&load_lock);
    return loaded;
}

static void call_body(cduckdb_function_info info, cduckdb_chunk input, cduckdb_vector output) {
    cduckdb_scalar_body *body = functions.scalar_function_get_extra_info(info);
    body->call(body->context, functions.scalar_function_get_state(info), info, input, output);
}

static void begin_body(cduckdb_init_info info) {
    cduckdb_scalar_body *body = functions.scalar_function_init_get_extra_info(info);
    cduckdb_client_context context = NULL;
    functions.scalar_function_init_get_client_context(info, &context);
    if (context == NULL) return;
    uint64_t connection = functions.client_context_get_connection_id(context);
    functions.destroy_client_context(&context);
    void *state = body->begin(body->context, connection);
    if (state != NULL) functions.scalar_function_init_set_state(info, state, body->end);
}

static void release_body(void *data) {
    cduckdb_scalar_body *body = data;
    body->release(body->context);
    free(body);
}

bool cduckdb_set_body(cduckdb_scalar_function function, cduckdb_scalar_body body) {
    cduckdb_scalar_body *copy = malloc(sizeof *copy);
    if (copy == NULL) {
        body.release(body.context);
        return false;
    }
    *copy = body;
    functions.scalar_function_set_extra_info(function, copy, release_body);
    functions.scalar_function_set_init(function, begin_body);
    functions.scalar_function_set_function(function, call_body);
    return true;
}
