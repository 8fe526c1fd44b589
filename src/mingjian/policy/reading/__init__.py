"""Reading the files of a pack: YAML with line numbers, tables with row numbers."""
