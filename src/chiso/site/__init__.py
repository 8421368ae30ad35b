"""The site: all briefings as pages that can be searched, compared and linked; ``docs/site.md`` describes it."""
