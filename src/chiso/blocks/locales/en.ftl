### What the page and the PDF themselves say, around what a document holds.

page-skip = Skip to the content
page-page = Page { $page } of { $pages }
page-dated = Figures published up to { $date }
page-chart-from-cell = Chart from cell { $cell }
page-image-from-cell = Image in cell { $cell }
page-only-in-notebook = What cell { $cell } shows can only be seen in the Jupyter notebook.
page-lines-left-out = … { $lines } lines left out …
page-lines-cut = { $lines } lines above are longer than { $length } characters; their beginnings are shown.
page-colours-left-out = Colours of { $cells } cells of this table are left out: words on them could hardly be read.
page-table = Table
page-figure = Figure
page-note = Note
page-contents = Contents
page-editions = Other editions of this document
page-language = English
page-pdf = PDF
page-top = Back to the top
page-filter = Find in column:
page-all = All
page-reset = Reset
page-rows-shown = Showing { $shown } of { $all } rows.
page-rows-none = No row fits.
page-attached-notebook = The executed Jupyter notebook that this document was made from
page-attached-comparison = The comparison of the province’s or city’s indices, as CSV
page-attached-record = The run record: parameters, inputs, software and checksums (RO-Crate)
