-- Reads many Markdown texts in one run of pandoc, each on its own, so that an unclosed fence or a
-- footnote label of one cell cannot reach into the next. Formulas come back converted for both targets.
-- In: a list of pairs [FORMAT, TEXT] on standard input. Out: a list of pandoc documents.
-- The readers work in a sandbox: LaTeX can ask for files.
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
for number, source in ipairs(job) do
  local format, text = source[1], source[2]
  -- The reader loses the last row of a table that ends the text without a line break.
  local is_read, document = pcall(pandoc.read, text .. "\n", format, nil, {})
  if not is_read then  -- any text is Markdown, but not any is LaTeX
    document = pandoc.Pandoc{pandoc.CodeBlock(text)}
  end
  documents[number] = pandoc.write(document:walk{Math = converted}, "json")
end
io.write(pandoc.json.encode(documents))
