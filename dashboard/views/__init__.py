"""What stands on each page, without Streamlit: sentences, key figures, charts, maps and tables for a reader's view.

A page lays its parts out; a meeting, an export or the command line takes the same parts from here.
"""
