"""From a series and ready texts to a chart or a map; no database, no language, no Streamlit."""
