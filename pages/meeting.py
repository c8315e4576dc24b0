"""Meeting: put views together, present them, hand them out, and keep what was shown."""

import streamlit as st

from dashboard.meeting.store import meetings
from dashboard.ui import blocks
from dashboard.ui.sections.meeting import listing, one
from dashboard.ui.sign_in import plain
from dashboard.ui.state import view

v = view()
asked = st.query_params.get("id", "")
if asked and meetings().has(asked):
    meeting = meetings().get(asked)
    blocks.opening(plain(meeting.title), one.told(v, meeting))
    one.show(v, meeting)
else:
    blocks.opening(v.t("meeting.title"), v.t("meeting.lead"))
    if asked:
        st.warning(v.t("meeting.unknown", name=plain(asked[:60])))
    listing.begin(v)
    listing.show(v)
