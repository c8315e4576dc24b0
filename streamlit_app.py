"""The app: ``streamlit run streamlit_app.py``. The script itself is dashboard/ui/app.py."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from dashboard.ui import feed, present
from dashboard.ui.server import ROUTES, SecurityHeaders, lifespan

app = st.App(
    Path(__file__).parent / "dashboard" / "ui" / "app.py",
    lifespan=lifespan,
    routes=[*ROUTES, *present.ROUTES, *feed.ROUTES],
    # Streamlit leaves its scripts uncompressed: 7.4 MB for a page with one chart, 2.5 MB through this
    middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)],
)
