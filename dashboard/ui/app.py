"""The script that Streamlit runs for every page: language, filters, navigation, the page, and the foot."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # Streamlit puts this script's own folder on the path, not the project's
    sys.path.insert(0, str(ROOT))


from dashboard.ui import frame  # noqa: E402

frame.run(ROOT / "pages")
