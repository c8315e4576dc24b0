"""Meeting: put views together, present them, hand them out, and keep what was shown."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import meeting, meeting_list
from dashboard.ui.sign_in import plain
from dashboard.ui.state import view

v = view()
found = meeting.asked(st.query_params.get("id", ""))
if found:
    blocks.opening(plain(found.title), meeting.told(v, found))
    meeting.show(v, found)
else:
    blocks.opening(v.t("meeting.title"), v.t("meeting.lead"))
    meeting_list.begin(v)
    meeting_list.show(v)
