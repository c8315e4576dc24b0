"""Fetching: the only code that uses the network. A publisher's service becomes a file, which `sources` then reads.

web         one publisher's service: polite, bounded, with time-outs, tries again what may pass
download    one file, resumed where it broke off and asked for only when it changed
growing     an answer of many pages, kept as it comes
memory      what is remembered of a source from one visit to the next
shape       what a file looks like, and how it differs from the one before
quarantine  files whose shape changed, until somebody accepts them
visit       what a publisher's module is handed
rounds      all sources, one after another: a failure never stops the others
publishers  one module per publisher, found by being there
"""
