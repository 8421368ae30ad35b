"""The languages that come with the package. Nothing is loaded for them: a run with nothing to do asks, too."""

LOCALES = ("vi", "en")
"""The main one first."""

FALLBACK = "en"
"""What a language of one's own lacks is said in this one."""
