"""What goes wrong on a page, told calmly: what the reader can mend as a sentence, a bug logged with its trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
import structlog

from dashboard.errors import UserError
from dashboard.register.actor import Denied
from dashboard.ui import sign_in
from dashboard.views.view import View

log = structlog.get_logger()


@contextmanager
def calmly(view: View, where: str) -> Iterator[None]:
    """Run a page, or a part of one that runs by itself (a fragment), whose failures stay inside it."""
    try:
        yield
    except Denied as error:
        sign_in.ask(view, error.role)
    except UserError as error:
        st.warning(view.t(error.key, **error.values) if error.key else str(error))
    except Exception:
        log.exception("page failed", page=where)
        st.error(view.t("errors.bug"))
