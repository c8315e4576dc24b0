"""Mittnorden dashboard: companies, jobs and R&D contacts of Jämtland Härjedalen and Trøndelag.

The data flows one way, and each folder changes what kind of thing it is:

    fetching        a publisher's service becomes a file in the archive; the only code that uses the network
    sources, demo   a publisher's file (or the demonstration parameters) becomes staged rows
    register        what the project itself records, with its rules and audit; also becomes staged rows
    warehouse       staged rows become warehouse tables (marts), checked and swapped in atomically
    metrics         marts become series: area, period, breakdown, value, low, high, count, status, demo
    figures         a series becomes a chart or a map, and the same as plain data
    i18n            keys and numbers become words in Swedish, Norwegian bokmål or English
    views           a reader's view becomes parts: a finding, its picture, its questions
    meeting         collected views become a deck: what is shown, handed out and frozen
    exports         a deck or a table becomes a file: slides, paper, presenting view, workbook
    ui, pages       parts become pages; the only code that knows Streamlit
    commands        what the command line can do, each subject by itself

Imports point downwards only; `lint-imports` checks it.
"""
