"""chiso: yearly governance-index briefings, from published figures to PDF and HTML."""

__version__ = "0.1.0"
