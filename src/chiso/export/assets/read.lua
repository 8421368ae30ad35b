-- Reads many Markdown texts in one run of pandoc, each on its own, so that an unclosed fence or a
-- footnote label of one cell cannot reach into the next. Formulas come back converted for both targets.
-- In: {"reader": FORMAT, "texts": [TEXT...]} on standard input. Out: a list of pandoc documents.
local job = pandoc.json.decode(io.read("a"), false)
local mathml = pandoc.WriterOptions{html_math_method = "mathml"}

local function converted(math)
  local alone = pandoc.Pandoc{pandoc.Plain{math}}
  return pandoc.Span({}, {
    class = "chiso-math",
    tex = math.text,
    display = tostring(math.mathtype == "DisplayMath"),
    typst = pandoc.write(alone, "typst"),
    mathml = pandoc.write(alone, "html", mathml),
  })
end

local documents = {}
for number, text in ipairs(job.texts) do
  -- The reader loses the last row of a table that ends the text without a line break.
  documents[number] = pandoc.write(pandoc.read(text .. "\n", job.reader):walk{Math = converted}, "json")
end
io.write(pandoc.json.encode(documents))
