"""Blocks of a briefing: what it says, in two languages, and the specifications that travel to the renderers."""
