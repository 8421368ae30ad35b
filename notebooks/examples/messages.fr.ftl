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
    [one] { $shown } place
   *[other] { $shown } places
}
out-of = sur { $points } points
word-gain = a augmenté
word-loss = a baissé
word-likely-gain = a sans doute augmenté
word-likely-loss = a sans doute baissé
word-unclear = on ne peut le dire
word-same = inchangé
word-break = non comparable
cards = Les trois indices en bref
card-label = { $index } { $year }
card-change = Par rapport à { $before }
card-change-published = Par rapport à { $before }
card-change-core = Partie comparable
card-mean = Moyenne de tous
card-rank = Rang
card-error = Erreur
card-error-not-published = non publiée
card-range = Rangs possibles (95 %)
card-likely = Rangs probables (90 %)
ranks-between = { $low }–{ $high }
card-rank-change = Changement de rang
card-rank-change-common = Changement, { $units } unités
card-target = Objectif { $year }
card-gap = Reste à gagner
card-cut-off = Exactement { $exact } ; { $printed } dans le document officiel sont tronqués, non arrondis.
target-both = ≥ { $score }, { $rank } premiers
sentence-gain = { $index } de { $unit } a augmenté en { $year } : { $score }, { $change }{ $core }{ $mean }. L’unité { $rank }.
sentence-loss = { $index } de { $unit } a baissé en { $year } : { $score }, { $change }{ $core }{ $mean }. L’unité { $rank }.
sentence-unclear = En { $year }, { $unit } a obtenu { $score } à l’indice { $index }, { $change }{ $core }{ $mean } : trop peu pour distinguer une hausse ou une baisse de l’erreur. L’unité { $rank }.
sentence-no-error = En { $year }, { $unit } a obtenu { $score } à l’indice { $index }, { $change }{ $mean }. L’unité { $rank }. Aucune erreur n’est publiée pour cet indice.
core-rise = ({ $amount } de plus sur les parties comparables)
core-fall = ({ $amount } de moins sur les parties comparables)
mean-rise = , la moyenne de tous montant de { $amount }
mean-fall = , la moyenne de tous baissant de { $amount }
score-of-points = { $score } sur { $points }
change-rise = { $amount } de plus qu’en { $before }
change-fall = { $amount } de moins qu’en { $before }
rank-with-range = { $rank } (rangs possibles { $low }–{ $high })
rank-unclear-rise = est { $rank }, { $places } de mieux, ce que l’erreur laisse en suspens
rank-unclear-fall = est { $rank }, { $places } de moins, ce que l’erreur laisse en suspens
rank-printed-rise = est { $rank }, { $places } de mieux
rank-printed-fall = est { $rank }, { $places } de moins
usual-rise = Sur { $cases } changements annuels de rang à { $index } de { $first } à { $last }, { $shown } étaient des gains de { $places } ou plus ({ $startcount } sur { $startcases } partis des rangs { $startfirst } à { $startlast }).
usual-fall = Sur { $cases } changements annuels de rang à { $index } de { $first } à { $last }, { $shown } étaient des pertes de { $places } ou plus ({ $startcount } sur { $startcases } partis des rangs { $startfirst } à { $startlast }).
usual-expected = Du changement propre de { $own } points, { $expected } était à attendre d’un départ à { $distance } de la moyenne de { $before }.
targets-sentence = Par rapport aux objectifs pour { $year } : { $parts }.
targets-part-short = il manque { $amount } à { $index }
page-skip = Aller au contenu
page-page = Page { $page } sur { $pages }
page-dated = Chiffres publiés au { $date }
page-table = Tableau
page-figure = Figure
page-note = Note
page-contents = Sommaire
page-top = Haut de page
