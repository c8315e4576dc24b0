"""The UI: page set-up, filters in the link, controls and blocks; with pages/, the only code that knows Streamlit."""
