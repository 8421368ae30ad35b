"""A text of somebody else as passages, each with its place in the file: Word, PDF, HTML, plain text, Markdown."""
