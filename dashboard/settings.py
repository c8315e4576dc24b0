"""Settings, from environment variables with the prefix ``DASHBOARD_``; the README lists them."""

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
DEMO_PARAMETERS = ROOT / "data" / "demo"


class Settings(BaseSettings):
    """All settings, each with its default. Folders are made when something is written to them."""

    model_config = SettingsConfigDict(env_prefix="DASHBOARD_")

    data: Path = Field(ROOT / "data", description="folder of raw files, staged rows, warehouse and register")
    today: date | None = Field(None, description="the one clock: the day taken as today, for tests and replays")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    memory_limit: str = Field("2GB", description="the most memory a reader's DuckDB may take")
    query_seconds: int = Field(20, description="a query that runs longer is stopped")
    frame_ancestors: str = Field("'self'", description="who may embed pages in a frame (CSP frame-ancestors)")
    import_megabytes: int = Field(4096, description="the largest unpacked size an imported file may have")

    @property
    def raw(self) -> Path:
        """Files as they came, never edited."""
        return self.data / "raw"

    @property
    def staged(self) -> Path:
        """Parsed rows, one folder per imported file; can be made again from ``raw``."""
        return self.data / "staged"

    @property
    def warehouse(self) -> Path:
        """The immutable DuckDB file that the app reads."""
        return self.data / "warehouse.duckdb"

    @property
    def demo_warehouse(self) -> Path:
        """The demonstration warehouse, kept beside a real one."""
        return self.data / "warehouse-demo.duckdb"

    def clock(self) -> date:
        """Today, or the day set for tests."""
        return self.today or date.today()


@cache
def settings() -> Settings:
    """The process's settings, read once; tests call ``settings.cache_clear()`` after changing the environment."""
    return Settings()  # type: ignore[call-arg]  # from the environment, or the defaults
