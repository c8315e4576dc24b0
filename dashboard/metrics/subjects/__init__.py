"""The metrics, one module a subject: each a catalogue entry with the expression, or the measure, that computes it."""
