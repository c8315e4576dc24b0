"""Settings, from environment variables with the prefix ``DASHBOARD_``; the README lists them."""

from datetime import date
from functools import cache, cached_property
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
    area: str = Field(
        "", pattern="^(SE|NO|SE,NO|NO,SE)?$", description="countries whose registers are kept whole; empty: the region only"
    )
    import_megabytes: int = Field(4096, description="the largest unpacked size an imported file may have")
    database: str = Field(
        "",
        validation_alias="DASHBOARD_REGISTER",
        description="the project's own records: empty for a SQLite file in the data folder, or postgresql+psycopg://…",
    )
    roles: Path | None = Field(None, description="a TOML file that gives e-mail addresses their roles")
    role_claim: str = Field("", description="the claim of the sign-in service that names a person's roles")
    session_hours: float = Field(12, description="how long a sign-in lasts")
    address: str = Field("http://localhost:8501", description="where readers find the app; stands in files as its link")
    meetings: int = Field(500, description="how many meetings are kept at most")
    contact: str = Field("", description="whom publishers can write to about our requests: an e-mail or web address")
    mirror: str = Field("", description="one address that stands for all publishers: <mirror>/<host>/<path>")
    local_editor: bool = Field(False, description="edit without sign-in, from this machine only")

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

    @property
    def demo_register(self) -> Path:
        """The demonstration's register, for trying out."""
        return self.data / "register-demo.sqlite"

    @property
    def register_url(self) -> str:
        """Where the project's own records are, as SQLAlchemy reads it."""
        return self.database or f"sqlite:///{self.data / 'register.sqlite'}"

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries whose registers are kept whole, in alphabetical order."""
        return tuple(sorted(filter(None, self.area.split(","))))

    def clock(self) -> date:
        """Today, or the day set for tests."""
        return self.today or date.today()


@cache
def settings() -> Settings:
    """The process's settings, read once; tests call ``settings.cache_clear()`` after changing the environment."""
    return Settings()  # type: ignore[call-arg]  # from the environment, or the defaults
