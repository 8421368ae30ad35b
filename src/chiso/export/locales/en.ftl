### What stands around the text of an official document of Decree 30/2020/NĐ-CP, in translation.

form-nation = SOCIALIST REPUBLIC OF VIET NAM
form-motto = Independence - Freedom - Happiness
form-translation = Translation. The decree on the form of official documents, 30/2020/NĐ-CP, is for those in Vietnamese.
form-number = No.:{"\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0"}/{ $kind }-{ $symbol }
form-date = { $place }, ……{"\u00A0"}……{"\u00A0"}{ $year }

form-body-blank = (ISSUING BODY) ……………………
form-symbol-blank = ………
form-place-blank = ………………
form-year-blank = ……

form-bao-cao = Report
form-bao-cao-short = BC
form-bao-cao-subject = Results of { $unit } in the { $indices }, { $measured }
form-bao-cao-opening = The { $body } reports the following results in the { $indices } of { $measured }:
form-bao-cao-closing = This is the report on the results of { $unit } in the { $indices } of { $measured }.

form-ke-hoach = Plan
form-ke-hoach-short = KH
form-ke-hoach-subject = Improving the { $indices } of { $unit }, { $year }
form-ke-hoach-opening = The { $body } adopts the following plan to improve the { $indices } of { $unit } in { $year }:
form-ke-hoach-closing = This is the plan to improve the { $indices } of { $unit } in { $year }. Bodies and units that meet with difficulties in carrying it out are asked to report them to the { $body }.

form-ground = Pursuant to { $text }
form-ground-blank = ………………………………………………… (on the powers, functions and duties of the issuing body)
form-ground-edition = the results of the { $index } { $measured }, published by { $publisher } on { $date }
form-ground-edition-undated = the results of the { $index } { $measured }, published by { $publisher }
form-day = { $date }
form-addressed = To:
form-annex-mentioned = Figures in detail, their sources and how to read them are in the annex.
form-annex-name = Figures in detail, their sources and how to read them
form-annex-of = (To { $document } No.{"\u00A0"}……/{ $kind }-{ $symbol } of ……{"\u00A0"}……{"\u00A0"}{ $year } of the { $body })
form-received = Recipients:
form-recipient-blank = ……………………
form-kept = Kept: registry, { $drafted }.
form-drafted-blank = ………
form-capacity-blank = (AUTHORITY AND POSITION OF THE SIGNATORY) ……………………
form-signatory-blank = (Full name) ………………………
form-full-index = { $name } ({ $label })
