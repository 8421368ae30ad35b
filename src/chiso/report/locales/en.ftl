### Messages of the briefing in English. The same ids stand in vi.ftl.

## Numbers and places

difference-percent = { $number } percentage points
difference-points = { $number } points
# Percentage points; cards have no room for the words.
difference-percent-short = { $number } pp
difference-points-short = { $number } points
place = { $form ->
    [one] { $rank }st
    [two] { $rank }nd
    [few] { $rank }rd
   *[other] { $rank }th
}
rank = { $place } of { $units }
list-last = { $head } and { $last }
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
out-of = of { $points } points
unknown = not known here

## Words beside a shape

word-gain = up
word-loss = down
word-same = no change
word-break = not comparable
word-reached = reached

## Cover

title = PAR INDEX, SIPAS and PAPI: briefing { $year }
subtitle = Results for { $now } compared with { $before }
subtitle-plan = Results for { $now } compared with { $before }, and the targets of the plan for { $year }
running-title = { $unit } · Briefing { $year }
description = Year-over-year comparison of the provincial governance indices for { $unit }: index year { $now } against { $before }.
fact-published = published on { $date }
fact-date-unknown = published; the date is not known here
fact-no-edition = no edition for { $year }

## Cards

cards = The three indices at a glance
card-label = { $index } { $year }
card-change = On { $before }
card-rank = Rank
card-rank-change = Rank on { $before }
card-target = Target { $year }
card-gap = Still to go
card-rank-units = { $rank } (was { $previous })
card-cut-off = Exactly { $exact }. The official document prints { $printed }: digits cut off, not rounded.
card-derived = Worked out from a published change.
card-no-previous = No figure for { $year }: { $gap }.
card-not-comparable = Not comparable with { $year }: { $reason }.
card-other-scale = The target was set for an index made otherwise.
target-both = ≥ { $score } and top { $rank }
target-score = ≥ { $score }
target-rank = top { $rank }

## The message

sentence-both = In { $year }, { $unit } scored { $score } on { $index }, { $change }{ $join } { $rank }.
sentence-score = In { $year }, { $unit } scored { $score } on { $index }, { $change }. Its rank is not known here.
sentence-rank = On { $index }, { $unit } { $rank } in { $year }; { $gap }.
sentence-rank-break = On { $index }, { $unit } { $rank } in { $year }; { $gap }. This rank cannot be set against { $before }: { $reason }.
sentence-score-new = In { $year }, { $unit } scored { $score } on { $index } and { $rank }. There is no score of { $before } to compare with: { $gap }.
sentence-break = In { $year }, { $unit } scored { $score } on { $index } and came { $rank }. This cannot be set against { $before }: { $reason }.
sentence-break-no-rank = In { $year }, { $unit } scored { $score } on { $index }. This cannot be set against { $before }: { $reason }.
sentence-first = In { $year }, { $unit } scored { $score } on { $index } and came { $rank }. There is no earlier figure to compare with: { $gap }.
sentence-first-no-rank = In { $year }, { $unit } scored { $score } on { $index }. There is no earlier figure to compare with: { $gap }.
sentence-none = There is no { $index } figure of { $unit } for { $year }: { $gap }.
score-of-points = { $score } of { $points }
change-rise = { $amount } more than in { $before }
change-fall = { $amount } less than in { $before }
change-same = the same as in { $before }
join-and = { ", " }and
join-but = { ", " }but
rank-rise = rose { $places } to { $rank }
rank-fall = fell { $places } to { $rank }
rank-same = stayed { $rank }
rank-first = came { $rank }
rank-other-units = (was { $previous })
targets-sentence = Towards the plan’s targets for { $year }, { $parts }.
targets-part-short = { $index } still lacks { $amount }
targets-part-reached = { $index } is already there
targets-part-places = { $index } still lacks { $places }

## Why a figure is missing

gap-withheld = measured, but withheld by the publisher
gap-withheld-because = measured, but withheld by the publisher; the reason given: { $reason }
gap-not_covered = that edition did not cover this province or city
gap-not_in_raw = published, but not among the tables collected here
gap-not_measured = there was no edition for { $year }
gap-not_measured_yet = the index was not measured yet in { $year }
gap-score-not_in_raw = its score was published, but is not among the tables collected here
gap-score-withheld = its score was withheld by the publisher

## Why two years cannot be compared

reason-concept = what is measured changed
reason-scale = the scale changed
reason-method = the method changed
reason-coverage = the set of units changed
reason-level = the level of the whole series shifted
reason-title-concept = Other meaning
reason-title-scale = Other scale
reason-title-method = Other method
reason-title-coverage = Other set of units
reason-title-level = Level shifted
reason-scale-detail = Scale { $before } before, { $now } now.
reason-concept-detail = The code stood for “{ $before }” before, for “{ $now }” now.
official-yes = { $what } (the publisher says so)
official-no = { $what } (seen in the data)

## Course

course-title-rise = { $index }: up { $amount } in { $year }
course-title-fall = { $index }: down { $amount } in { $year }
course-title-same = { $index }: unchanged in { $year }
course-title-break = { $index }: a new series begins in { $year }
course-title-first = { $index }: { $score } in { $year }
course-title-none = { $index }: no figure for { $year }
course-title-not-known = { $index }: the score for { $year } is not known here
course-caption = { $index } of { $unit } since { $first }, by index year.
course-caption-single = { $index } of { $unit } in { $first }.
course-caption-earlier = Earlier years, in grey, belong to another series.
course-axis-percent = Score, %
course-axis-points = Score, points
course-target = Target: ≥ { $score }
course-alt = Line chart of the { $index } score of { $unit } by index year. { $points } { $target }
course-alt-point = { $year }: { $score }
course-alt-point-ranked = { $year }: { $score }, { $rank }
course-alt-point-none = { $year }: no figure
course-alt-break = a new series begins in { $year }
course-alt-target = The plan’s target for { $year } is { $score }.
course-table = { $index } of { $unit }, year by year
column-year = Index year
column-score-percent = Score, %
column-score-points = Score, points
column-change = Change
column-change-percent = Change, percentage points
column-rank = Rank
column-rank-change = Change of rank, places
course-note-break = The series begins in { $year }: { $what }
course-note-break-none = First edition: { $year }.
cell-none = –

## The plan

targets-table = Targets of the plan for { $year } beside the results for { $now }
targets-none = No targets of { $unit } for { $year } are among the documents collected here.
column-index = Index
column-now = Result { $year }
column-target-score = Target score
column-target-rank = Target rank
column-gap-score = Score gap
column-gap-places = Rank gap
target-at-least = ≥ { $score }
target-within = top { $rank }
target-not-set = not set
gap-score = { $amount } short
gap-score-reached = reached
gap-places = { $places } short
gap-places-reached = reached
gap-unknown = not known here
gap-other-scale = other scale
targets-note-source = Targets: { $source }.
targets-note-scale = The target for { $index } was set when its total went to { $then }; the total of { $year } goes to { $now }. They are not compared.

## Annex

units-table = All provinces and centrally run cities, index year { $year }
column-unit = Province or city
column-index-score = { $index }
column-index-rank = { $index } rank
units-note-withheld = “{ $sign }”: measured, but withheld by the publisher.
units-note-not-collected = “{ $sign }”: published, but not among the tables collected here.
units-note-not-covered = “{ $sign }”: not covered by that edition.
units-note-not-measured = { $index } had no edition for { $year }.
units-note-order = In the order of the PAPI rank, then by name.
units-note-order-name = In alphabetical order.
units-note-whole = { $index }: ranks worked out from the whole table, among the { $units } units with a complete total; equal scores share the better rank.
units-note-fragment = { $index }: only some provinces are known here ({ $known } of { $units }); ranks are the published ones, and nothing is worked out from the fragment.
word-withheld = withheld
word-not-covered = not covered
word-not-collected = not collected here
word-not-measured = not measured
sources-table = Sources of the figures in this briefing
column-figures = Figures
column-source = Source
column-published = Published
column-address = Address
source-no-date = not dated
source-publisher = { $figures }. Publisher: { $publisher }.
breaks-table = What cannot be compared, and what is missing
breaks-none = No break or gap was met: all totals of { $unit } for { $now } and { $before } are published and comparable.
column-where = Where
column-kind = What
column-detail = Detail
break-where = { $index }, { $code }
break-where-total = { $index }, total
gap-where = { $index } { $year }
gap-title = No figure
gap-parts = { $gap }. Withheld parts: { $parts }.
statements-table = Official documents
statements-caption = Figures of an official document, held against the data. Document: { $document }
statements-none = No official document collected here states figures of { $unit } for { $year }.
column-quantity = Quantity
column-stated = As printed
column-found = Data
column-verdict = Verdict
quantity-score = { $index } { $year }, score
quantity-rank = { $index } { $year }, rank
quantity-units = { $index } { $year }, units ranked
quantity-score_change = { $index } { $year }, change of score
quantity-rank_change = { $index } { $year }, change of rank
quantity-scale_max = { $index } { $year }, highest possible score
verdict-agrees = agrees
verdict-cut_off = agrees, digits cut off
verdict-disagrees = disagrees
verdict-not_checkable = cannot be checked here
verdict-carried = { $verdict } (taken from this document)
statements-note = A figure agrees when it differs by less than one unit of its last printed digit. “Taken from this document”: the data have the figure from the document itself, so agreement shows a faithful copy and no more.
record-table = Parameters, software and input
record-parameters = Parameters
record-parameters-value = YEAR={ $year }, PROVINCE={ $province }, LOCALE={ $locale }
record-software = Software
record-software-value = chiso { $version }, { $commit }
record-commit = commit { $commit }
record-commit-changed = commit { $commit } with local changes
record-commit-unknown = no version control
record-lock = Locked versions
record-input = Input { $path }
column-item = Item
column-value = Value
reading-year = “Index year” is the year that was measured; it is published in the year after. The briefing of { $year } compares { $now } with { $before }.
reading-rounding = Figures are rounded once, when they are shown. Changes are worked out before rounding, so a shown change may differ by 0.01 from the difference of two shown scores.
reading-rank = A rank counts the units with a complete total. A rise in rank is a smaller number: from 29th to 37th is a loss of 8 places.
reading-break = Where a meaning, scale, method or set of units changed, the change is shown in grey with an open diamond and its reason. It is neither a gain nor a loss.
reading-missing = A missing figure stays missing: nothing is estimated in its place and nothing is counted as zero.
reading-papi = PAPI: a dimension is the sum of its sub-dimensions, the total the unweighted sum of the dimensions. A province that lacks any dimension has no total and no rank. The publisher itself shows four groups, not ranks.
