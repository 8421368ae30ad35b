### Messages of the briefing in English. The same ids stand in vi.ftl.

## What a unit is called. A file of one's own gives other words: -unit = region, -units = regions.

-unit = { $at ->
    [start] Province or city
   *[within] province or city
}
-units = { $at ->
    [start] Provinces and cities
   *[within] provinces and cities
}

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
rank-shared = joint { $rank }
list-last = { $head } and { $last }
places = { $count ->
    [one] { $shown } place
   *[other] { $shown } places
}
out-of = of { $points } points
unknown = not available here
# An estimated rank never stands without the word.
estimated = { $figure } (estimated)
estimated-label = { $label }, estimated

## Words beside a shape

word-gain = rose
word-loss = fell
word-likely-gain = probably rose
word-likely-loss = probably fell
word-unclear = cannot be told
# Of a score of which less is better.
word-gain-lower = better
word-loss-lower = worse
word-likely-gain-lower = probably better
word-likely-loss-lower = probably worse
word-same = no change
word-break = not comparable
word-reached = met by the result of { $year }
word-estimated = estimated
word-not-estimated = not estimated

## Cover

title = { $indices }: briefing { $year }
subtitle = Results for { $now } compared with { $before }
# What the targets are from: an adopted plan, or one that was only drafted.
plan-adopted = plan
plan-draft = draft plan
subtitle-plan = Results for { $now } compared with { $before }, and the targets of the { $plan } for { $year }
running-title = { $unit } · Briefing { $year }
description = Year-over-year comparison of the provincial governance indices for { $unit }: index year { $now } against { $before }.
fact-published = published on { $date }
fact-date-unknown = published; date not available here
fact-respondents = { $people } people asked nationwide
fact-respondents-part = { $people } people asked in { $units } { -units }
fact-no-edition = no edition for { $year }
fact-not-listed = not collected here for { $year }

title-estimated = { $indices }: briefing { $year } for { $units } { -units }
subtitle-merged = Estimates for { $unit } as it stands since { $since }, made of the former { $parts }: results for { $now } compared with { $before }
subtitle-unmerged = Results for { $now } compared with { $before } among the { $units } { -units } that stand since { $since }. { $unit } was not merged: its scores are as published, ranks are estimated
subtitle-first = The figures of { $before } are estimated for the { $units } { -units } that stand since { $since }
running-title-estimated = { $unit } · Briefing { $year } · Estimates for { $units } { -units }
fact-units = Figures of { $year }
fact-estimated = estimated: means of the former units, weighted by { $weight }
fact-estimated-ranks = ranks are estimated

## Cards

cards = { $count ->
    [3] The three indices at a glance
   *[other] The indices at a glance
}
card-label = { $index } { $year }
card-change = Against { $before }
card-change-none = no score for { $year }
card-change-published = Against { $before }
card-change-core = Comparable part
card-mean = Mean change
card-rank = Rank
card-error = Error
card-error-not-published = not published
card-range = Range of ranks (95%)
card-likely = Likely range (90%)
ranks-between = { $low }–{ $high }
card-rank-change = Change of rank
card-rank-change-common = Change, { $units } units
card-target = Target { $year }
card-target-draft = Target { $year } (draft)
card-gap = Still to go
card-gap-lower = Still to go
card-gap-reached = Against target
card-rank-units = { $rank } (was { $previous })
card-rank-estimated = { $rank } (was { $previous }, estimated)
card-cut-off = Exactly { $exact }; { $printed } in the official document are cut off, not rounded.
card-off = Exactly { $exact }; { $printed } in the official document are neither rounded nor cut off.
card-derived = Derived from a published change.
card-estimated = Estimated from the scores of the former units; see the annex.
card-not-ranked = No rank is estimated: the full table of this index is not available here.
card-no-previous = No figure for { $year }: { $gap }.
card-not-comparable = Not comparable with { $year }: { $reason }.
card-other-scale = The target was set before the index was redesigned.
target-both = ≥ { $score } and top { $rank }
target-score = ≥ { $score }
target-rank = top { $rank }
target-both-most = ≤ { $score } and top { $rank }
target-score-most = ≤ { $score }

## The message

# A verdict on the score leads; whether the rank moved has one of its own.
sentence-gain = { $unit }’s { $index } rose in { $year }: { $score }, { $change }{ $core }{ $mean }. It { $rank }.
sentence-loss = { $unit }’s { $index } fell in { $year }: { $score }, { $change }{ $core }{ $mean }. It { $rank }.
sentence-likely-gain = { $unit }’s { $index } probably rose in { $year }: { $score }, { $change }{ $core }{ $mean }. It { $rank }.
sentence-likely-loss = { $unit }’s { $index } probably fell in { $year }: { $score }, { $change }{ $core }{ $mean }. It { $rank }.
sentence-unclear = { $unit } scored { $score } on { $index } in { $year }, { $change }{ $core }{ $mean }. Its change is too small to tell from error. It { $rank }.
sentence-no-error = { $unit } scored { $score } on { $index } in { $year }, { $change }{ $mean }. It { $rank }. No error is published for this index, so neither is called a rise or a fall.
sentence-same = { $unit } scored { $score } on { $index } in { $year }, { $change }{ $mean }. It { $rank }.
core-rise = ({ $amount } more on the parts that can be compared)
core-fall = ({ $amount } less on the parts that can be compared)
core-same = (the same on the parts that can be compared)
mean-rise = , while the mean was { $amount } higher
mean-fall = , while the mean was { $amount } lower
sentence-rank = On { $index }, { $unit } { $rank } in { $year }; { $gap }.
sentence-rank-break = On { $index }, { $unit } { $rank } in { $year }; { $gap }. This rank cannot be compared with that of { $before } because { $reason }.
sentence-score-new = In { $year }, { $unit } scored { $score } on { $index } and { $rank }. There is no score for { $before } to compare with: { $gap }.
sentence-break = In { $year }, { $unit } scored { $score } on { $index } and came { $rank }. This cannot be compared with { $before } because { $reason }.
sentence-break-no-rank = In { $year }, { $unit } scored { $score } on { $index }. This cannot be compared with { $before } because { $reason }.
sentence-first = In { $year }, { $unit } scored { $score } on { $index } and came { $rank }. There is no figure for { $before } to compare with: { $gap }.
sentence-first-no-rank = In { $year }, { $unit } scored { $score } on { $index }. There is no figure for { $before } to compare with: { $gap }.
sentence-none = There is no { $index } result for { $unit } in { $year }: { $gap }.
sentence-none-not_in_raw = The { $index } result of { $unit } for { $year } was published, but is not among the tables collected here.
score-of-points = { $score } out of { $points }
change-rise = { $amount } more than in { $before }
change-fall = { $amount } less than in { $before }
change-same = the same as in { $before }
rank-with-range = { $rank } (range { $low }–{ $high })
rank-with-range-estimated = { $rank } (estimated, range { $low }–{ $high })
rank-told-rise = rose { $places }{ $among }, to { $rank }
rank-told-fall = fell { $places }{ $among }, to { $rank }
rank-likely-rise = probably rose { $places }{ $among }, to { $rank }
rank-likely-fall = probably fell { $places }{ $among }, to { $rank }
rank-unclear-rise = came { $rank }, { $places } higher{ $among }, a move that the errors leave open
rank-unclear-fall = came { $rank }, { $places } lower{ $among }, a move that the errors leave open
rank-printed-rise = came { $rank }, { $places } higher{ $among }
rank-printed-fall = came { $rank }, { $places } lower{ $among }
rank-same = came { $rank }, as the year before
rank-first = came { $rank }
rank-none = has no rank here
rank-none-estimated = has no estimated rank, as the full table is not available here
rank-among-common = among the { $units } ranked in both years
rank-other-units = (was { $previous } in { $before }; which units were ranked is not all known here)
usual-rise = Of { $cases } yearly changes of { $index } ranks from { $first } to { $last }, { $count ->
    [one] { $shown } was a rise
   *[other] { $shown } were rises
} of { $places } or more ({ $startcount } of { $startcases } from ranks { $startfirst }–{ $startlast }).
usual-fall = Of { $cases } yearly changes of { $index } ranks from { $first } to { $last }, { $count ->
    [one] { $shown } was a fall
   *[other] { $shown } were falls
} of { $places } or more ({ $startcount } of { $startcases } from ranks { $startfirst }–{ $startlast }).
usual-expected = The total’s own change was { $own } points; { $expected } was to be expected from a start { $distance } points from the mean of { $before }.
usual-largest = Of these { $cases }, none changed the score by more.
parts-sentence = { $index } { $year } by dimension: { $roseshown } of { $allshown } rose or probably rose, { $fellshown } fell or probably fell; { $unclearshown } cannot be told.
parts-sentence-lower = { $index } { $year } by dimension: { $roseshown } of { $allshown } became better or probably so, { $fellshown } worse or probably so; { $unclearshown } cannot be told.
peers-region = On { $index } { $year }, { $unit } is { $rank } in its region, { $region }.
peers-city = On { $index } { $year }, { $unit } is { $rank } among the centrally run cities.
targets-sentence = Against the targets of the { $plan } for { $year }: { $parts }.
targets-part-short = { $index } is { $amount } short
targets-part-over = { $index } is { $amount } over
targets-part-reached = the { $index } result of { $year } already meets its target
targets-part-places = { $index } is { $places } short

## Why a figure is missing

gap-withheld = measured, but withheld by the publisher
gap-withheld-parts = measured, but the publisher withheld { $count ->
    [one] dimension { $parts }
   *[other] dimensions { $parts }
}, so that there is no total
gap-because = { $gap }; the reason given: { $reason }
gap-not_covered = that edition did not cover this { -unit }
gap-not_in_raw = published, but not among the tables collected here
gap-not_measured = there was no edition for { $year }
gap-not_collected = an edition for { $year } was published, but its table is not among those collected here
gap-not_listed = no edition for { $year } is among the tables collected here
gap-score-not_in_raw = its score was published, but is not among the tables collected here
gap-score-withheld = its score was withheld by the publisher
gap-no-parts = no figures of its parts are available here

gap-merged = no estimate can be made, for want of figures of the former { $parts }
gap-merged-part = { $units } ({ $gap })
gap-merged-details = no estimate can be made, for want of figures of former units
gap-merged-detail = { $units } – { $gap }

## Why two years cannot be compared

reason-concept = what is measured changed
reason-scale = the scale changed
reason-method = the method changed
reason-coverage = the set of units changed
reason-level = the level of the whole series shifted
reason-vintage = provinces were merged on { $since }, and the figures of the year before are estimates for the { $units } present ones
reason-title-concept = Meaning changed
reason-title-scale = Scale changed
reason-title-method = Method changed
reason-title-coverage = Units changed
reason-title-level = Level shifted
reason-title-vintage = Merger of provinces
reason-title-new = New
reason-new-detail = Measured for the first time in { $year }.
reason-scale-detail = The scale was { $before } in { $earlier } and is { $now } in { $year }.
merger-detail = On { $since } the { $unitsbefore } { -units } became { $units }; figures of earlier years are estimates for the present ones.
reason-concept-detail = In { $earlier } the code stood for “{ $before }”, in { $year } it stands for “{ $now }”.
official-yes = { $what } (the publisher says so)
official-no = { $what } (seen in the data)

## Course

course-title-rise = { $index } rose in { $year }, by { $amount }
course-title-fall = { $index } fell in { $year }, by { $amount }
course-title-rise-lower = { $index } rose in { $year }, by { $amount } (less is better)
course-title-fall-lower = { $index } fell in { $year }, by { $amount } (less is better)
course-title-likely-rise = { $index } probably rose in { $year }, by { $amount }
course-title-likely-fall = { $index } probably fell in { $year }, by { $amount }
course-title-likely-rise-lower = { $index } probably rose in { $year }, by { $amount } (less is better)
course-title-likely-fall-lower = { $index } probably fell in { $year }, by { $amount } (less is better)
course-title-core = { $title } on the parts that can be compared
course-title-unclear = { $index }: { $score } in { $year } ({ $change }, within error)
course-title-no-error = { $index }: { $score } in { $year } ({ $change }, no error published)
course-title-same = { $index }: unchanged in { $year }
course-title-break = { $index }: a new series begins in { $year }
course-title-first = { $index }: { $score } in { $year }
course-title-none = { $index }: no figure for { $year }
course-title-not-known = { $index }: the score for { $year } is not available here
course-caption-band-published = Pale band: 95% limits (published error).
course-caption-band-estimated = Pale band: 95% limits (estimated here).
course-caption-core = Comparable parts, { $changes }.
course-core-year = { $year }: { $core }
course-core-year-told = { $year }: { $core } ({ $word })
course-caption-estimated = Figures to { $last } are estimates for the present borders.
course-target = Target: ≥ { $score }
course-target-most = Target: ≤ { $score }
course-row-percent = Change, pp
course-row-points = Change, points
course-target-gap = { $amount } short
course-target-over = { $amount } over
course-target-reached = already met by the result of { $year }
course-single = Only one year has a score on this scale, { $score } in { $year }: there is no course to draw yet.
course-data = Figures of the chart: { $index } of { $unit }
series-concept = New meaning
series-scale = New scale
series-method = New method
series-coverage = New coverage
series-level = Level shift
series-vintage = { $units } units
course-alt = Line chart of the { $index } score of { $unit } by index year. { $points } { $target }
course-alt-point = { $year }: { $score }
course-alt-point-ranked = { $year }: { $score }, { $rank }
course-alt-point-none = { $year }: no figure
course-alt-break = a new series begins in { $year }
course-alt-target = The target of the { $plan } for { $year } is { $score }.
course-table = { $index } of { $unit }, year by year
column-year = Index year
column-score-percent = Score, %
column-score-points = Score, points
column-change = Change
column-change-percent = Change, percentage points
column-rank = Rank
column-rank-change = Change of rank, places
course-note-break = The series begins in { $year }: { $what }
course-note-break-none = First edition collected here: { $year }.
cell-none = –
change-with-core = { $change } (comparable { $core })
places-among = { $places } (of { $units })

## Charts of ranks, map, what moved a total

strip-title = { $unit } in { $year }: { $ranks }
strip-title-none = No rank of { $unit } is available here for { $year }
strip-rank = { $rank } on { $index }
strip-detail = { $rank }
strip-unranked = rank not available here
strip-unranked-of = the rank of { $unit } is not available here
strip-cities = Centrally run cities
strip-caption = Each tick is a unit, the best on the left.
strip-caption-range = Bar: ranks that the score leaves open (95%).
strip-part = { $indices }: published ranks only.
strip-missing = { $index }: { $gap }.
strip-not-estimated = { $index }: no ranks are estimated, as the full table is not available here.
strip-alt = Strips of ranks in { $year }, from the best to the last.
strip-alt-lane = { $index }: { $unit } { $rank }; the centrally run cities: { $cities }; the others in its region, { $region }: { $neighbours }.
strip-data = Figures of the chart: ranks in { $year }
ranks-of = of { $units }
ranks-point = { $year }: { $rank }
ranks-title-rise = { $index }: up from { $before } in { $first } to { $now } in { $last }
ranks-title-fall = { $index }: down from { $before } in { $first } to { $now } in { $last }
ranks-title-same = { $index }: { $now } in { $last }, as in { $first }
ranks-title-open = { $index }: { $before } in { $first }, { $now } in { $last }; whether the rank moved cannot be told
ranks-title-other = { $index }: { $before } in { $first }, { $now } in { $last }
ranks-caption = Strong line: { $unit }. Faint lines: the others in its region, { $region }.
ranks-caption-band = Pale band: ranks left open (95%).
ranks-estimated = All ranks are estimated.
ranks-alt = Line chart of the { $index } ranks of { $unit } and of its region, { $region }. { $unit }: { $points }. The others of the region in { $last }: { $others }.
ranks-data = Figures of the chart: { $index } ranks in the region
ladder-title = { $index } { $year } by dimension: ranks { $best } to { $worst }
ladder-title-one = { $index } { $year } by dimension: rank { $best }
ladder-rung = { $name }: { $rank }
ladder-caption = The number in a circle is the rank of the dimension; the best is on the left.
ladder-alt = Chart of the ranks of { $unit } by { $index } dimension in { $year }.
ladder-data = Figures of the chart: ranks by dimension
map-title-publisher = { $index } { $year }: { $unit } is { $rank }, in the { $group } group
map-title-quartile = { $index } { $year }: { $unit } is { $rank }, in the { $group } quarter
map-title-none = { $index } { $year }: { $unit } has no total and so is in no group
map-key-publisher = { $index } groups { $year }
map-key-quartile = { $index } quarters { $year }
map-group = { $group }: ranks { $first }–{ $last }
map-withheld = withheld
map-missing = ×
map-caption = A diagram: each tile is a { -unit }, not to scale; the number in a tile is its group.
map-island = { $island } ({ $unit })
map-alt = Tile map with { $units } { -units }, coloured by { $index } group in { $year }.
map-alt-islands = Boxes of their own: { $islands }.
map-alt-region = { $region }: { $groups }.
map-alt-group = { $group }: { $units }
map-data = Figures of the map: { $index } groups in { $year }
waterfall-title-rise = { $index } rose by { $amount }, most in { $part } ({ $change })
waterfall-title-fall = { $index } fell by { $amount }, most in { $part } ({ $change })
waterfall-title-rise-alone = { $index } rose by { $amount } on { $before }
waterfall-title-fall-alone = { $index } fell by { $amount } on { $before }
waterfall-title-rise-less = { $index } rose by { $amount }, less than the mean rise of { $shared } of the { $units } units with both totals
waterfall-title-fall-less = { $index } fell by { $amount }, less than the mean fall of { $shared } of the { $units } units with both totals
waterfall-title-rise-core = { $index } rose by { $amount } as published; { $core } on the parts that can be compared
waterfall-title-fall-core = { $index } fell by { $amount } as published; { $core } on the parts that can be compared
waterfall-title-rise-core-estimated = { $index } rose by { $amount } in all; { $core } on the parts that can be compared
waterfall-title-fall-core-estimated = { $index } fell by { $amount } in all; { $core } on the parts that can be compared
waterfall-title-rise-unclear = { $index } is { $amount } above { $before }, which may be error alone
waterfall-title-fall-unclear = { $index } is { $amount } below { $before }, which may be error alone
waterfall-title-rise-no-error = { $index } is { $amount } above { $before }; no error is published
waterfall-title-fall-no-error = { $index } is { $amount } below { $before }; no error is published
waterfall-broken = Not comparable: { $codes }
waterfall-title-same = { $index } in { $now } equals { $before }: its dimensions offset each other
waterfall-title-break = { $index }: the difference between { $before } and { $now }, neither gain nor loss
waterfall-total = Total { $year }
waterfall-caption = Thin grey line: what all shared, the mean change; the rest is the unit’s own.
waterfall-caption-break = Grey outlines: the two years cannot be compared, since { $reason }.
waterfall-caption-parts = Grey outline: not comparable.
waterfall-caption-verdicts = Full colour: beyond error (95%); outline: probably (80%); pale: cannot be told.
waterfall-alt = Waterfall chart from { $previous } in { $before } to { $score } in { $now }.
waterfall-alt-step = { $name }: { $change } (shared { $shared }, own { $own })
waterfall-data = Figures of the chart: change by dimension
heat-title = { $unit } lies above the median of provinces in { $above } of { $count } { $index } sub-dimensions in { $year }
heat-title-lower = { $unit } lies better than the median of provinces in { $above } of { $count } { $index } sub-dimensions in { $year } (less is better)
heat-level = Level, %
heat-national = Against all
heat-regional = Against region
heat-change = Against { $year }, %
heat-median = Median of all, %
heat-median-region = Median of region, %
heat-caption = Level: per cent of the scale, the lowest possible score being 0, the highest 100. Coloured columns: the unit’s level minus the median of all { -units }, and of its region, { $region }; green is above, orange below.
heat-caption-lower = Level: per cent of the scale, the lowest possible score being 0, the highest 100; less is better. Coloured columns: the unit’s level minus the median of all { -units }, and of its region, { $region }; green is better, orange worse.
heat-caption-change = Last column: change on the score of { $year }, given only where it exceeds { $share }, as the publisher marks it; { $cells } of all such changes do, so that the mark alone is no evidence.
heat-caption-mark = Open diamond: not comparable.
heat-caption-break = No change on { $year } is given, since { $reason }.
heat-caption-withheld = “{ $sign }”: withheld.
heat-alt = Heat table of the sub-dimensions of { $unit } in { $year }, per cent of the scale.
heat-alt-entry = { $name }: { $level }, against the median of all { $national }, against the median of the region { $regional }
heat-alt-none = { $name }: withheld
heat-data = Figures of the chart: sub-dimensions and the two medians

## The plan

targets-table = Targets of the { $plan } for { $year } beside the results for { $now }
targets-none = No targets of { $unit } for { $year } are among the documents collected here.
targets-former = The former { $parts } had targets before the merger. They are not those of the present { $unit }, and stand in the briefing for { $unitsbefore } { -units }.
column-index = Index
column-now = Result { $year }
column-target-score = Target score
column-target-rank = Target rank
column-gap-score = Score gap
column-gap-places = Rank gap
target-at-least = ≥ { $score }
target-at-most = ≤ { $score }
target-within = top { $rank }
target-not-set = not set
gap-score = { $amount } short
gap-score-over = { $amount } over
gap-score-reached = already met by the result of { $year }
gap-places = { $places } short
gap-places-reached = already met by the result of { $year }
gap-unknown = not available here
gap-other-scale = different scale
targets-note-source = Targets: { $source }.
targets-note-scale = The target for { $index } was set when its total went up to { $then }; the total of { $year } goes up to { $now }. The two are not compared.

## Where the unit stands

standing-table = { $unit } among all { -units }, { $year }
standing-rank = Rank
standing-range = Range of ranks; likely range
standing-ranges = { $range }; { $likely }
peer-placed = { $place }; { $best }
group-with-chance = { $group } (chance { $chance })
more-than = >{ $number }
less-than = <{ $number }
standing-known = { -units(at: "start") } with figures here
standing-of = { $known } of { $units }
standing-percentile = Ahead of
standing-percentile-lower = Better than
standing-group = Group
standing-median = Against the median
standing-region = Region: rank; best
standing-region-lower = Region: rank; best
standing-city = Centrally run cities: rank; best
standing-city-lower = Centrally run cities: rank; best
standing-mean = Mean of the provinces, from publications
standing-regional = Mean of the region, from publications
standing-max = Highest, from publications
standing-max-lower = Best, from publications
standing-note-region = Region: { $region }. A distance is the score of { $unit } minus the score that it is compared with.
standing-note-whole = Median, best and group are worked out only from a complete table; for an index known in part, only what was published is shown.
standing-note-estimated = These comparisons are worked out on estimates for the { $units } { -units }.
standing-note-groups-publisher = { $index } groups as the publisher forms them: { $groups }.
standing-note-groups-rest = The other groups are quarters by rank.
standing-note-groups-quartile = The publisher’s groups of { $index } for { $year } are not available here: the quarter is worked out here from the rank.
standing-note-groups-quartile-estimated = The publisher’s groups of { $index } for { $year } are of the units that were measured: the quarter is worked out here from the rank.
standing-note-announced = { $index } groups as announced: { $groups }.
percentile-value = { $share } of the others
against-median = { $distance } (median { $median })
peer-self = { $name } itself
peer-value = { $name } { $score } ({ $distance })
group-none = in none of the groups
group-quarter-1 = highest
group-quarter-2 = upper middle
group-quarter-3 = lower middle
group-quarter-4 = lowest
group-of-publisher = { $group } of four
group-of-quartile = { $group } quarter
group-range = { $group } { $first }–{ $last }
group-from = { $group } from { $score }
group-to = { $group } to { $score }

## What moved a total

drivers-title = What moved { $index }
drivers-none = The change of { $unit } from { $before } to { $now } cannot be taken apart: { $gap }.
drivers-intro = { $index } of { $unit } was { $previous } in { $before } and { $score } in { $now }: { $change }. The { $units } units with both totals changed by { $shared } on average; { $own } is the unit’s own.
drivers-intro-core = { $index } of { $unit } was { $previous } in { $before } and { $score } in { $now }: { $change } as published, { $core } on the { $kept } sub-dimensions (of { $all }) that can be compared. There the { $units } units with both totals changed by { $shared } on average; { $own } is the unit’s own there.
drivers-intro-core-estimated = { $index } of { $unit } was { $previous } in { $before } and { $score } in { $now }: { $change } in all, { $core } on the { $kept } sub-dimensions (of { $all }) that can be compared. There the { $units } units with both totals changed by { $shared } on average; { $own } is the unit’s own there.
drivers-counted = Of { $all } dimensions, { $rose } rose or probably rose, { $fell } fell or probably fell; { $unclear } cannot be told.
amount-rise = a rise of { $amount }
amount-fall = a fall of { $amount }
amount-more = { $amount } more
amount-less = { $amount } less
amount-none = no change
drivers-estimated = These are estimates for the present borders: means of the former units, weighted by { $weight }.
drivers-broken = The totals of the two years cannot be compared because { $reason }; parts without a break are judged in the annex.
drivers-losses = Most unusual negative own changes, in standard deviations (sd) of all units: { $parts }.
drivers-gains = Most unusual positive ones: { $parts }.
drivers-losses-lower = Most for the worse on its own: { $parts }.
drivers-gains-lower = Most for the better on its own: { $parts }.
drivers-no-losses = No sub-dimension has a negative own change of one standard deviation or more.
drivers-no-gains = No sub-dimension has a positive own change of one standard deviation or more.
drivers-no-losses-lower = No sub-dimension became worse on its own.
drivers-no-gains-lower = No sub-dimension became better on its own.
drivers-part = { $code } { $name } ({ $own }; { $spread } sd)
drivers-dimensions = { $index } by dimension: { $before } and { $now }
drivers-components = { $index } by sub-dimension: { $before } and { $now }
drivers-note-shared = Shared: the mean change of the { $units } units that have a total in both years. Own: the rest. Both add up to the change.
drivers-note-weight = Change, shared and own are points of the total: the score of a part is counted by the weight of the part.
drivers-note-mark = “{ $word }”: a change of more than { $share } of the earlier score, as the publisher marks it; { $cells } of all changes of sub-dimensions exceed it, so that the mark alone is no evidence.
drivers-note-core = “Comparable”: the change of those sub-dimensions that have no break.
drivers-note-break = Grey with an open diamond: not comparable; see the breaks in the annex.
drivers-note-rank = In brackets: the change of rank among the units ranked in both years or, where these are not all known, the earlier rank.
drivers-mark = over { $share }
column-dimension = Dimension
column-component = Sub-dimension
column-score-year = { $year }
column-shared = Shared
column-own = Own
column-rank-moved = Rank (change)
total-row = Total
part-left = dropped
part-entered = new
rank-moved = { $rank } ({ $change })
rank-was = { $rank } (was { $previous })
rank-was-units = { $rank }/{ $units } (was { $previous }/{ $previousunits })
rank-was-estimated = { $rank }/{ $units } (was { $previous }/{ $previousunits }, estimated)
rank-alone = { $rank }/{ $units }
rescaled-table = Sub-dimensions whose scale changed, as shares of their ranges
rescaled-note = 0% is the lowest possible score, 100% the highest. Shares of two scales may be set side by side, but the change is no gain or loss.
column-scale-year = Scale { $year }
column-share-year = Share { $year }
scale-range = { $low }–{ $high }

## Targets in the light of the past

outlook-table = The score that each target rank has taken, and how often such rises have been seen
outlook-table-lower = The score that each target rank has taken, and how often such improvements have been seen
column-place = Target rank
column-place-score = Score of that rank, { $year }
column-jumps-score = Rises by the score gap or more
column-jumps-score-lower = Improvements by the score gap or more
column-jumps-places = Rises by the rank gap or more
outlook-note = Rises: how often any { -unit } rose by at least the gap within one year, out of all cases, in totals of { $first } to { $last } on the scale of { $last }, with their broken parts; ranks among the units ranked in both years.
outlook-note-start = “From { $startfirst }–{ $startlast }”: those that began about where the unit stands, a seventh of all units to either side.
outlook-note-own = “Own”: beyond the mean change of all.
outlook-note-lower = Improvements: how often any { -unit } came closer by at least the gap within one year, out of all cases, in totals of { $first } to { $last } on the scale of { $last }, with their broken parts; ranks among the units ranked in both years.
outlook-note-estimated = Scores and ranks before { $year } are estimates for the { $units } { -units }.
outlook-note-fragment = “{ $unknown }”: the full table of the index is not available here, and the score of that rank was not published separately.
outlook-within = Given the errors, it cannot be excluded that the unit is there already: { $parts }.
outlook-within-part = { $index } top { $rank }
jumps-none = not available here
jumps-value = { $count } of { $units }
jumps-value-start = { $all }; from { $first }–{ $last }: { $startcount } of { $startcases }
jumps-value-own = { $all }; own: { $own }
judgement-table = What became of the { $plan } for { $year }
column-result = Result { $year }
column-verdict-score = Target score
column-verdict-place = Target rank
judgement-summary = { $reached ->
    [0] { $all ->
        [one] The target of the { $plan } for { $year } was missed.
       *[other] Not one of the { $allshown } targets of the { $plan } for { $year } was reached.
    }
   *[other] { $all ->
        [one] The target of the { $plan } for { $year } was reached.
       *[other] Of the { $allshown } targets of the { $plan } for { $year }, { $reachedshown } { $reached ->
            [one] was
           *[other] were
        } reached and { $missedshown } missed.
    }
}
judgement-summary-unknown = { $all ->
    [one] Whether the target of the { $plan } for { $year } was reached cannot be judged here.
   *[other] Of the { $allshown } targets of the { $plan } for { $year }: { $reachedshown } reached, { $missedshown } missed, { $unknownshown } that cannot be judged here.
}
# The count without its full stop, and what a reader has to know of it in the same sentence.
judgement-summary-break = { $summary }; for { $indices }, a break in the series lies between the { $plan } and the result.
judgement-note = A target counts as missed where its score or its rank is missed.
judgement-note-break = { $index }: there is a break between the { $plan } and the result of { $year }. { $what }
verdict-target-reached = reached
verdict-target-missed = missed
verdict-target-unknown = open: { $why }
verdict-target-not_set = not set
verdict-target-other_scale = different scale
judgement-why-score = the score for { $year } is not available here
judgement-why-place = the rank for { $year } is not available here
steps-table = What one step would bring: { $index } total and rank for { $year } if one dimension alone were at another level
column-step-earlier = Back at its level of { $year }
column-step-region = At the best of the region
column-step-region-lower = At the best of the region
column-step-median = At the median of all
column-step-given = At the level given
steps-note = In { $year } the total of { $unit } is { $total }, which ranks { $rank }. This is arithmetic, not a forecast: everything else stays as it is. Each cell shows the points gained, the new total and the new rank.
steps-note-lower = In { $year } the total of { $unit } is { $total }, which ranks { $rank }. This is arithmetic, not a forecast: everything else stays as it is. Each cell shows the change in points, the new total and the new rank; less is better.
step-break = not comparable
step-above = already there
step-value = { $gain } → { $total }, { $place }
step-value-range = { $gain } → { $total }: { $place } ({ $low }–{ $high })
steps-note-range = In brackets: ranks left open (95%).

## The plan’s measures

measures-table = Measures of the plan for { $year } beside the indicator that each aims at
column-measure = Measure
column-indicator = { $index } indicator
column-level-year = { $year }
measures-note = Each cell shows the score, the change on the year before, and the rank. The table claims no cause and effect: other things changed too.
measures-note-years = The table shows the year before the plan and the last two years.
measures-note-break = Grey with an open diamond: not comparable with the year before.
measures-others = Measures of the plan for { $year } without an indicator here
measures-column-owner = Lead agency, deadline, state
measures-note-no-owner = The text at hand names no agency for these measures.
measures-no-owner = no agency named
measures-owner-now = { $then } (later { $now })
measures-with = { $lead }, with { $others }
measures-became = Measures of earlier plans and what was known of them on { $date }
measures-column-state = State
measures-column-since = Indicator since
measures-note-became = States are as entered. The table claims no cause and effect: other things changed too.
measures-plan = { $measure } (plan for { $year })
measures-since = { $before } ({ $beforeyear }) → { $score } ({ $year }): { $change }
outcome-open = open: not known to be done
outcome-late = late: not known to be done
outcome-done = done, { $date }
outcome-dropped = dropped, { $date }
level-value = { $score }; { $rank }
level-change = { $score } ({ $change }); { $rank }

## Points lost

lost-table = Points lost by part: { $index } { $year }
lost-table-parts = Parts of { $index } { $year } as published
column-lost-part = Part
column-lost-score = Score { $year }
column-lost = Points lost
column-lost-total = Of the total
column-lost-rank = Rank as published
column-lost-change = Change on { $year }
column-lost-region = To the best of the region
column-lost-best = To the best of all
lost-score = { $score } of { $most }
lost-share = { $share } of the maximum
lost-rank-shared = { $ranks } of { $units }
lost-gain = { $gain } ({ $unit })
lost-best = is the best
lost-measure = { $measure } ({ $owner })
lost-note = A lost point is the distance to the maximum of the scale. First stands what would add most to the total if it got there. That is arithmetic: nothing here says why points were lost, and where people are asked no measure is certain to win them back.
lost-note-lower = A lost point is the distance to the lowest score of the scale; less is better. First stands what would change the total most if it got there. That is arithmetic: nothing here says why points were lost, and where people are asked no measure is certain to win them back.
lost-unknown = For { $indices }, it cannot be told where { $unit } lost points in { $year }.
lost-unknown-now = { $index } (parts at hand for { $years } only)
lost-unknown-ever = { $index } (no parts at hand for any year)
lost-note-measure = A measure of the plan aims at { $part }: { $measures }.
lost-note-best = The maximum is the end of the scale; the columns of the best show by how many points the total would change at the score of the { -unit } that has it.
lost-note-short = { $left ->
    [one] One finer part, which lost less and which no measure aims at, is left out.
   *[other] { $left } finer parts, which lost less and which no measure aims at, are left out.
  }
lost-note-single = The parts of { $index } are at hand for some { -units } only: no rank, median or best is worked out.
lost-note-maximum = Where no maximum stands beside a score, no source at hand gives it, and the points lost cannot be told.
lost-note-share = Scores that were published as a share of the maximum only are worked out from it.
lost-note-conflict = The published figures contradict one another: { $reading }.
lost-note-cut = { $codes } take the same total apart in another way, by how points are given: they are not to be added to the others.
lost-note-missing = Not found among the published figures: { $parts }.

## The draft of the next plan

plan-title = Draft plan to improve { $indices }, { $next }
plan-subtitle = Results of { $now } against { $before }; what is left blank is for the drafting body to fill in
plan-description = Draft plan of { $unit } for { $next }, from the results of { $now } and { $before }.
plan-running-title = { $unit }: draft plan for { $next }
plan-results-table = Results of { $now } against { $before }
plan-column-score = Score { $year }
plan-results-note = Changes of rank are among the units ranked in both years.
plan-goals-table = Targets for { $next }
plan-column-goal-score = Target score { $year }
plan-column-goal-place = Target rank { $year }
plan-blank = …………
plan-goals-note = The drafting body fills in the last two columns.
plan-takes-table = The score of ranks that may be wanted, and how often such rises were seen
plan-column-place = Place
plan-first-place = first
plan-last-target = { $place } (target { $year })
plan-takes-note = The table says what happened and forecasts nothing: the score of a rank is another each year.
plan-takes-note-rises = Rises: how often a unit rose by at least as many places within one year, of all unit-years from { $first } to { $last } on the same scale.
plan-takes-note-other-set = { $next } is measured in { $units } { -units }; the ranks of the table are among the { $unitsbefore } of { $now }.
plan-tasks-table = Measures for { $next } and who carries them out
plan-column-lead = Lead agency
plan-column-with = With
plan-column-product = Product
plan-column-deadline = Deadline
plan-tasks-note = The measures are those of the plan for { $year }: keep, change or drop each row, and add new ones. The last four columns are for the drafting body.
plan-tasks-note-owners = Agencies and products that stand there are those of that plan, under their latest names.
plan-tasks-note-none = The documents at hand name no measure of { $unit }; the drafting body fills in the whole table.

## The sheets of agencies

sheet-title = Agency sheet: { $agency }
sheet-title-nobody = Measures of which the text at hand names no lead agency
sheet-subtitle = Measures of the plans up to { $year }; what was known on { $date }
sheet-description = { $title }, { $unit }, { $year }.
sheet-running-title = { $unit }: { $title }, { $year }
sheet-became = Since { $date } this agency has been part of another: { $now }.
sheet-merged = It has taken over the tasks of former agencies: { $merged }.
sheet-none = The texts at hand give this agency no measure.
sheet-none-nobody = Every measure has a lead agency.
sheet-only-roles = They name it only for documents as a whole, as the table below shows.
sheet-count-nobody = { $count ->
    [one] Of one measure the text at hand names no lead agency.
   *[other] Of { $count } measures the text at hand names no lead agency.
}
sheet-count-both = This agency leads { $count ->
    [one] one measure
   *[other] { $count } measures
} and has a part in { $others ->
    [one] one other.
   *[other] { $others } others.
}
sheet-count-lead = This agency leads { $count ->
    [one] one measure.
   *[other] { $count } measures.
}
sheet-count-with = This agency has a part in { $count ->
    [one] one measure that others lead.
   *[other] { $count } measures that others lead.
}
sheet-state = On { $date }: { $parts }.
sheet-open = { $count } open
sheet-late = { $count } late
sheet-done = { $count } done
sheet-dropped = { $count } dropped
sheet-no-deadline = { $count ->
    [one] One has no deadline.
   *[other] { $count } have no deadline.
}
sheet-no-indicator = { $count ->
    [one] For one, no part of an index is named.
   *[other] For { $count }, no part of an index is named.
}
sheet-roles = What documents say of its role
sheet-column-document = Document
sheet-column-role = Role
sheet-source = { $source } ({ $published })
sheet-note-later = Some sources were published after { $date }; they stand here to tell what the agency does.
sheet-table-lead = Measures that the agency leads (plan for { $years })
sheet-table-with = Measures that the agency has a part in (plan for { $years })
sheet-table-nobody = Measures without a lead agency (plan for { $years })
sheet-column-aim = Aims at
sheet-column-owner = Carried out by
sheet-column-due = Product, deadline
sheet-aim = { $index } { $code } { $part }
sheet-note-taken-over = Some were given to an agency that has since become part of this one.
sheet-note-source = From: { $sources }.
sheet-course = The course of what the measures aim at, { $first }–{ $last }
sheet-note-course = Each cell shows the score and the rank. Where a measure names no part of an index, the total is shown. The table claims no cause and effect: other things changed too.
sheet-column-change = { $year } against { $before }

## Annex

units-table = All provinces and centrally run cities, index year { $year }
column-unit = { -unit(at: "start") }
column-region = Region
column-index-score = { $index }
column-index-rank = { $index } rank
column-index-range = { $index } range
units-note-range = Range: the ranks that the scores leave open, 95% for all units at once.
units-note-withheld = “{ $sign }”: measured, but withheld by the publisher.
units-note-not_in_raw = “{ $sign }”: published, but not among the tables collected here.
units-note-not_covered = “{ $sign }”: not covered by that edition.
units-note-not-measured = { $index } had no edition for { $year }.
units-note-not-listed = { $index }: no edition for { $year } is among the tables collected here.
units-note-order = Ordered by { $index } rank, then by name.
units-note-order-name = In alphabetical order.
units-note-whole = { $index }: ranks are worked out from the complete table, among the { $units } units with a complete total; equal scores share the better rank.
units-note-whole-estimated = { $index }: ranks are estimated, worked out on the estimated scores of the { $units } units with a complete total; equal scores share the better rank.
units-note-fragment = { $index }: figures are available here for some provinces only ({ $known } of { $units }); ranks are the published ones, and nothing is worked out from the part.
units-note-fragment-estimated = { $index }: scores of only { $known } of { $units } units; no ranks are estimated.
units-note-unmerged = “{ $sign }”: not merged; scores as published. The scores of the others are estimates: means of their former units, weighted by { $weight }.
word-withheld = withheld
word-not-covered = not covered
word-not-collected = not collected here
word-not-measured = not measured
parts-title = Figures for { $units } { -units }
parts-unmerged = { $unit } was not merged: its scores of { $year } are as published. Those of merged units are estimates, means of their former units weighted by { $weight }; so every rank among the { $units } is estimated.
parts-table = { $unit } since { $since }: its former units, their weights and scores of { $year }
parts-note-mean = The last row is estimated: the mean of the published scores of the former units, weighted by { $weight }.
parts-note-parts = Dimensions and sub-dimensions of { $indices } are worked out likewise.
parts-note-weight = { $source }; the same for all years.
parts-note-missing = “–”: the score is not available here or was withheld; nothing is estimated then.
parts-note-rank = Published ranks of former units are no ranks of the present one, and are not shown here.
column-part = Former unit
column-weight = Weight
sources-table = Sources of the figures in this briefing
column-figures = Figures
column-source = Source
column-published = Published
column-address = Address
source-no-date = not dated
source-publisher = { $figures }. Publisher: { $publisher }.
origins-table = Where each figure stands in the raw tables
column-raw = Raw table and row
column-figure-published = Figure published
origins-rows = { $table }, { $count ->
    [one] row
   *[other] rows
 } { $rows }
origins-of = { $figures }, { $unit }
origins-former = { $unit } before the merger
origins-rows-all = { $tables }, row of each unit
origins-rows-same = { $tables }, row of each unit as under “{ $entry }”
origins-change = { $figures } against { $before }
origins-all = { $figures }, all units
origins-national = { $figures }, national
origins-regional = { $figures }, { $region }
origins-scales = { $index }, scales
origins-result = { $plan } against the result { $year }
origins-parts = Former units and their weights
origins-note-header = Row 1 is the header.
origins-note-parts = A dimension of { $indices } is the sum of the cells of its row.
origins-note = Where a table has all units, ranks are worked out from all its rows; where not, a rank stands in the row of its unit. Numbers in brackets are those of the sources. The command chiso explain prints the whole way from the cells to the sentence.
breaks-table = What cannot be compared, and what is missing
breaks-none = No break or gap was found: all totals of { $unit } for { $now } and { $before } are published and comparable.
column-where = Where
column-kind = What
column-detail = Detail
break-where = { $index }, { $code }
break-where-total = { $index }, total
gap-where = { $index } { $year }
gap-title = No figure
gap-title-score = No score
gap-ranked = { $gap }; published rank: { $rank }
gap-parts = { $gap }. Withheld parts: { $parts }.
statements-table = Official documents
statements-caption = Figures stated in an official document, checked against the data. Document: { $document }
statements-caption-several = Figures stated in official documents, checked against the data. Documents: { $documents }
statements-document = ({ $number }) { $document }
statements-figure = { $quantity } ({ $number })
statements-none = No official document collected here states figures of { $unit } for { $year }.
statements-former = What documents state of the former { $parts } is held against the data in the briefing for { $unitsbefore } { -units }, not against estimates for the present { $unit }.
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
verdict-rounded = agrees, rounded
verdict-cut_off = agrees, digits cut off
verdict-off = off by less than one unit of the last digit
verdict-disagrees = disagrees
verdict-known_conflict = disagrees, a known conflict of sources
verdict-conflict-read = { $verdict }: { $reading }
verdict-not_checkable = cannot be checked here
verdict-carried = { $verdict } (taken from this document)
statements-note = A figure agrees when it differs by less than one unit of its last printed digit. “Taken from this document”: the data have the figure from the document itself, so agreement shows only that it was copied faithfully.
record-table = Parameters, software and input
record-parameters = Parameters
record-software = Software
record-software-value = chiso { $version }, { $commit }
record-commit = commit { $commit }
record-commit-changed = commit { $commit } with local changes
record-commit-unknown = no version control
record-lock = Locked versions
record-libraries = Libraries added, with their locked versions
record-unlocked = Installed, but in no lock file
record-inputs = Input
record-inputs-value = { $count ->
    [one] { $count } file; SHA-256 { $digest }
   *[other] { $count } files; SHA-256 of them all { $digest }
}
record-note = The run record inside the PDF names every input file with its SHA-256 and its source; the comparison table of { $unit } and the executed notebook are inside, too. To check a PDF that you were sent, run: chiso verify FILE.pdf.
column-item = Item
column-value = Value

## How to read; docs/method.md is made from these messages too

method-page-title = Method
method-page-about = How the figures of a briefing are worked out and what they do not say. The openings of the sections that a reader needs first stand in the annex of every briefing. The years are those of the briefing of { $year }.
method-year-title = Years
reading-year = “Index year” is the year that was measured, and published in the year after: the briefing of { $year } compares { $now } with { $before }.
method-year = The plan of a city applies to the year in which the figures are published: the briefing of { $year } shows the targets of the plan for { $year } beside the results for { $now }. Whether they were reached is shown a year later, when { $year } has been measured.
method-rounding-title = Rounding
reading-rounding = Figures are rounded only when they are shown, so a change may differ by 0.01 from the difference of two rounded scores.
method-rounding = Halves are rounded away from zero. A score that is worked out from parts is kept with six decimals; one that was printed, with the digits that were printed.
method-rank-title = Ranks
reading-rank = A rank counts the units with a complete total. A rise in rank is a smaller number: from 29th to 37th is a loss of 8 places.
method-rank = Equal scores share the better rank, and the next rank is left out. Where the whole table of an index is known the rank is worked out from it; of an index known in part the published rank is shown and nothing is worked out. A rank means something only beside the number of units that were ranked: a change of rank is taken among the units that were ranked in both years, ranked anew among themselves, and their number is printed where it is another. Where it is not known which units were ranked, both ranks are printed and no change.
method-break-title = Breaks
reading-break = Where a meaning, scale, method or set of units changed, the change is grey, with a diamond and its reason: neither a gain nor a loss.
method-break = Six kinds of reasons are told apart: another meaning, another scale, another method, another set of units, a shift in the level of the whole series, and a figure that is missing in one of the years. A part is followed by its meaning, not by its code. A break in the method or coverage of a whole index holds for each of its parts. Where the meaning stayed and only the scale changed, both scores are also shown as shares of their ranges: (score − lowest possible) ÷ (highest possible − lowest possible). Charts draw no line across a break.
method-core-title = The part that can be compared
reading-core = Where a part of a total broke, the change that counts is that of the other parts; that of the whole total stands beside it.
method-core = The comparable core of a total or dimension between two years is the set S of its finest parts that have one meaning, scale and level in both. Its change for a unit is Σ(x_t − x_t−1) over S; what all shared is the mean of that over the units with both totals, and the unit’s own part is the rest. The parts outside S stand on a line of their own. Where a break in level squeezes a part, what a unit gains or loses on it against the mean is fixed by where it stood before. `make check` names parts whose change is nearly determined by the level before and that are not listed as breaks.
method-error-title = Errors of surveys
reading-error = A survey asks a sample, so a score has an error: a published one is used, or else an upper bound estimated here; without either nothing is called a rise or a fall.
method-error = A published standard error stands before any estimate. Without one, each series of at least three whole editions is looked at, over its parts without a break: σ² = Var(Δ1) − ½·Var(Δ2), where Δ1 and Δ2 are the units’ own changes (less the mean of all) over one year and over two. If true scores move at random and errors are independent of them and of each other, Var(Δ1) = τ² + 2σ² and Var(Δ2) = 2τ² + 2σ². Real movement that is gone a year later counts as error, so that σ bounds the sampling error from above. It is one figure for all units, though errors of units differ; its 95% limits come from 500 resamples of units. Of the series on the scale of the year the largest σ counts, as three editions make a weak estimate; where none is long enough, that of the last series on another scale, which the guide of the briefing shows by its years. An estimate for a merged unit is a weighted mean of former ones, and its error σ·√(Σw²) ÷ Σw. Where there is neither a published error nor a whole table the briefing says “no error published”, never zero.
method-verdict-title = What may be said of a change
reading-verdict = Filled triangle: a change and the unit’s own part of it are both beyond error; outlined: probably rose or fell; circle: it cannot be told.
method-verdict = Let d be the change of the comparable core of a unit less what all units shared, and s = √(se_t² + se_t−1²). The score rose or fell where |d| and the change of the core itself are both beyond 1.96·s (95%), probably where both are beyond 1.28·s (80%); otherwise, and where the two point different ways, it cannot be told. A rank rose or fell where the 95% ranges of the two years do not meet, probably where the likely ranges do not. Each verdict stands for itself: of twenty figures that did not move, one will seem to have moved, and up to four at least probably.
method-range-title = Ranges of ranks
reading-range = The range of a rank (95%) holds the places that are not excluded; the likely range holds the true one nine times out of ten, if true scores vary normally.
method-range = The ranges are the confidence sets of M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm, “Inference for Ranks”, Review of Economic Studies 91 (2024): of unit j, from 1 + #(k: x_k − x_j > c·s_jk) to p − #(k: x_k − x_j < −c·s_jk), where s_jk² = se_j² + se_k² and c is the 95% quantile of the largest |Z_j − Z_k| ÷ s_jk over all k. For a table of all units c is that of the largest over all pairs; whether a unit may be among the first n follows from their set of the best. They hold whatever the true scores are. Likely ranges are empirical Bayes: true scores N(m, τ²), given the score N(m + B·(x − m), B·σ²) with B = τ² ÷ (τ² + σ²), and ranks simulated with a fixed seed; so are the chances of groups.
method-usual-title = How usual a change is
reading-usual = A unit that stands high in one year tends to stand less high in the next (regression to the mean): that part of a change was to be expected.
method-usual = Counted are all changes between neighbouring years with whole tables and no break between them, among the units ranked in both years. The expected own change is b·(x_t−1 − mean), where b is the least-squares slope of own changes on that distance over all earlier such pairs. The sentences of the message are chosen by weight: how sure and how rare a change is, and whether it bears on a target; `chiso.findings` documents the weights.
method-noise = { $index }: standard error of a total { $noise } ({ $low }–{ $high }), an upper bound estimated here on the { $parts } comparable sub-dimensions of { $first }–{ $last }.
method-noise-published = Errors of { $count ->
    [one] { $shown } unit
   *[other] { $shown } units
} were published for { $year } ({ $low }–{ $high }) and are used for them.
method-noise-not_said = { $index }: no error is published.
method-noise-not_survey = { $index }: mostly scored by officials; no error is published.
method-noise-not_whole = { $index }: known here in part; no error is published, none can be estimated.
method-noise-too_short = { $index }: no error is published; to estimate one takes three comparable editions.
method-terms-title = Terms
method-terms = Standard error: sai số chuẩn. Sampling error: sai số chọn mẫu. Confidence interval, limits: khoảng tin cậy, cận dưới và cận trên. Standard deviation: độ lệch chuẩn. Comparable part: phần so sánh được. Shared and own change: phần chung và phần riêng. Range of ranks: khoảng hạng; likely range: khoảng dễ xảy ra. Regression to the mean: hồi quy về trung bình. Verdicts: tăng, có thể đã tăng, chưa thể kết luận, có thể đã giảm, giảm. Break in a series: gián đoạn chuỗi số liệu. Median: trung vị. Quarter of units: nhóm phần tư.
method-missing-title = Missing figures
reading-missing = A missing figure stays missing: nothing is estimated in its place and nothing is counted as zero.
method-missing = Three things are told apart: measured but withheld by the publisher; published, but not among the tables collected here; and not measured. A dimension or total of which any part was withheld is missing too, and a unit without a total has no rank.
method-standing-title = Where a unit stands
reading-standing = Median, best and group are worked out only from a complete table. Groups are the publisher’s where they are known; otherwise they are quarters worked out here, and called so.
method-standing = The share of units that a unit is ahead of counts the units with a lower score among all others. A quarter worked out here is four times the rank divided by the number of units, rounded up. Distances are the score of the unit minus the median, the best of its region, or the best of the centrally run cities.
method-own-title = What moved a total
reading-own = Shared is the mean change of the units with a total in both years, own is the rest; both add up exactly, for the total and for each part.
method-own = The change of the total is the sum of the changes of its dimensions, and each of those the sum of the changes of its sub-dimensions; a part that an index gained or lost counts with its whole score, and is marked. Where the level of a whole series shifts, the shift is shared, and the unit’s own part tells only whether it moved more or less than the others. Named are the sub-dimensions that became worse, or better, by more than elsewhere, the most unusual first: parts vary by different amounts, so that own changes are counted in standard deviations of those of all units, from one on. A change of more than 5% of the earlier score is marked, as the publisher does; in some years half of all changes are, so that the mark is no evidence.
method-target-title = Targets
reading-target = For each target the briefing gives the score that the target rank had in the last three editions, and how often any unit rose by at least the gap within one year.
method-target = Gaps are the target minus the score, and the rank minus the target rank. Rises are counted over all pairs of neighbouring years up to the index year whose tables are complete, on the scale of the index year and without a break between them; each unit with a total in both years counts once for each pair. Ranks are those among the units ranked in both years. Beside all cases stand those that began within a seventh of the units to either side of the unit’s place, and rises beyond the mean change of all. A place’s score across a break is marked. Whether the unit may already be among the first n is told by the set of units that cannot be excluded from them (95%). For an index known in part, only what was published about the target rank is given. A target set before the index was redesigned is not compared.
method-step-title = What one step would bring
reading-step = “What one step would bring” is arithmetic, not a forecast: one dimension at another level, everything else as it is.
method-step = The new total is the total plus the difference between the other level and that of the index year; the new rank counts the units whose total is higher. The other levels are the unit’s own of the year before, where it and all its finer parts may be compared, the best of the region, and the median of all units that have the dimension.
method-measure-title = Measures of a plan
reading-measure = Each measure stands beside the indicator that it aims at; no cause and effect is claimed.
method-measure = The course begins in the last year that the plan could know. Years that cannot be compared with the year before are shown in grey.
method-statement-title = Official statements
reading-statement = Figures in official documents are checked against the data. A figure agrees when it differs by less than one unit of its last printed digit.
method-statement = Documents often cut digits off instead of rounding: 42.8855 is printed 42.88. Four cases are told apart: the very figure; rounded; cut off; and neither of these but less than one unit of the last digit away, as 42.89 for 42.8801, which is rounded wrongly. A line that disagrees stops the check of the raw tables (`make check`), with its row. A line of which it is known that another source contradicts it is listed with both figures (`reference/conflicts.csv`) and stops nothing.
