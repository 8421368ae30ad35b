"""From ``data/raw`` to ``data/processed``: reading, checking and laying out what was published."""

from chiso.ingest.observations import Observations, load_observations, read_observations, write_observations

__all__ = ["Observations", "load_observations", "read_observations", "write_observations"]
