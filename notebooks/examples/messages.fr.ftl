### Les fiches, le message et les mots de la page en français. Ce qui manque ici est dit en anglais.

title = { $indices } : note de synthèse { $year }
subtitle = Résultats de { $now } comparés à { $before }
subtitle-plan = Résultats de { $now } comparés à { $before }, et objectifs du plan pour { $year }
running-title = { $unit } · Note { $year }
description = Comparaison annuelle des indices de gouvernance pour { $unit } : année { $now } par rapport à { $before }.
fact-published = publié le { $date }
difference-percent = { $number } points de pourcentage
difference-points = { $number } points
difference-percent-short = { $number } pp
difference-points-short = { $number } points
place = { $form ->
    [one] { $rank }er
   *[other] { $rank }e
}
rank = { $place } sur { $units }
rank-shared = { $rank } ex æquo
list-last = { $head } et { $last }
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
out-of = sur { $points } points
word-gain = hausse
word-loss = baisse
word-same = inchangé
word-break = non comparable
cards = Les trois indices en bref
card-label = { $index } { $year }
card-change = Par rapport à { $before }
card-rank = Rang
card-rank-change = Rang par rapport à { $before }
card-target = Objectif { $year }
card-gap = Reste à gagner
card-cut-off = Exactement { $exact }. Le document officiel imprime { $printed } : chiffres tronqués, non arrondis.
target-both = ≥ { $score }, { $rank } premiers
sentence-both = En { $year }, { $unit } a obtenu { $score } à l’indice { $index }, { $change }{ $join } { $rank }.
score-of-points = { $score } sur { $points }
change-rise = { $amount } de plus qu’en { $before }
change-fall = { $amount } de moins qu’en { $before }
join-and = { " " }et
join-but = { ", " }mais
rank-rise = a gagné { $places }, au { $rank }
rank-fall = a perdu { $places }, au { $rank }
targets-sentence = Par rapport aux objectifs du plan pour { $year } : { $parts }.
targets-part-short = il manque { $amount } à { $index }
page-skip = Aller au contenu
page-page = Page { $page } sur { $pages }
page-dated = Chiffres publiés au { $date }
page-table = Tableau
page-figure = Figure
page-note = Note
page-contents = Sommaire
page-top = Haut de page
