"""What the benchmark's results say: how many times as long a metric takes as SQL and pandas, and the slow ones.

    pytest tests/benchmarks/test_speed.py -k test_metric --benchmark-only --benchmark-max-time=0.3 --benchmark-json=FILE
    python -m tests.benchmarks.ratios FILE

A metric is asked for without any cache here, but for its compiled statement.
"""

import argparse
import json
import statistics
from pathlib import Path

SLOW = 0.05  # seconds: what the caches have to make up for


def main() -> None:
    """Print a line for each warehouse and way, and one for each metric that is slow in itself."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    found: dict[str, dict[str, dict[str, float]]] = {}  # by warehouse, metric and way: seconds
    for benchmark in json.loads(arguments.parse_args().file.read_text(encoding="utf-8"))["benchmarks"]:
        scale, _, name = benchmark["group"].partition(": ")
        if name:
            found.setdefault(scale, {}).setdefault(name, {})[benchmark["params"]["way"]] = benchmark["stats"]["median"]
    for scale, metrics in found.items():
        for way in ("sql", "pandas"):
            ratios = {name: took["metric"] / took[way] for name, took in metrics.items()}
            worst = max(ratios, key=ratios.__getitem__)
            middle = statistics.median(ratios.values())
            print(f"{scale}: metric / {way}: median {middle:.2f}, worst {ratios[worst]:.2f} ({worst})")
        for name, took in sorted(metrics.items(), key=lambda item: -item[1]["metric"]):
            if took["metric"] > SLOW:
                told = ", ".join(f"{way} {seconds * 1000:.0f} ms" for way, seconds in took.items())
                print(f"{scale}: slow: {name}: {told}")


if __name__ == "__main__":
    main()
