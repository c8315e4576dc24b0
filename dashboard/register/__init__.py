"""What the project itself records: establishments and jobs, R&D contacts, clusters, residual flows, policy and tests of AI
methods. One schema (`schema`) serves the tables, the rules, the forms and the workbook; every change is a row of the audit.

Knows neither the warehouse nor Streamlit: a build, and whoever looks first after a change, takes over what `export` gives.
"""
