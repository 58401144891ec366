enum DuckDBTestsPlaceholder {}
