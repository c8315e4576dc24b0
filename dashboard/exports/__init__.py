"""From series and lists to files: tables as CSV, XLSX and Parquet."""
