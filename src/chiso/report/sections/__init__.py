"""The sections of a briefing: each module makes the blocks of one of them from a context."""
