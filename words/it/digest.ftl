# Riepiloghi.
digest-title = { $watch }, { $period }
digest-all = Tutti i monitor, { $period }
digest-quiet = tutto tranquillo, { $total ->
    [0] nessuna menzione
    [one] { $totalText } menzione
   *[other] { $totalText } menzioni
} (prima: { $beforeText }).
digest-more = { $total ->
    [one] { $totalText } menzione
   *[other] { $totalText } menzioni
}, { $percent } in più rispetto al periodo precedente ({ $beforeText }).
digest-less = { $total ->
    [one] { $totalText } menzione
   *[other] { $totalText } menzioni
}, { $percent } in meno rispetto al periodo precedente ({ $beforeText }).
digest-same = { $total ->
    [one] { $totalText } menzione
   *[other] { $totalText } menzioni
}, più o meno come nel periodo precedente ({ $beforeText }).
digest-first = { $total ->
    [one] { $totalText } menzione
   *[other] { $totalText } menzioni
}, nessuna nel periodo precedente.
digest-copies = { $copiesText } sono copie di pochi testi.
digest-late = In ritardo: previsto { $due }, inviato { $sent }.
digest-sentiment = Sentiment
digest-net = Sentiment netto
digest-was = { $value } (prima { $before })
digest-share = Quota di voce
digest-alerts = Allerte in corso
digest-incidents = Incidenti aperti
digest-before = periodo precedente
digest-chart-title = { $watch }: menzioni
digest-chart-alt = Colonne delle menzioni, { $period }; la più alta, { $mostText }, dal { $at }.
digest-themes = Se ne parla di più
digest-languages = Lingue (sentiment netto)
digest-sources = Fonti
digest-busiest = Più menzioni
digest-farthest = Più pubblico
digest-silent = Fonti silenziose
digest-since = dal { $at }
digest-and = { $first } { $second }
digest-colon = { ": " }
