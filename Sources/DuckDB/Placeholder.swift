enum DuckDBPlaceholder {}
