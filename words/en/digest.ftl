# Digests.
digest-title = { $watch }, { $period }
digest-all = All watches, { $period }
digest-quiet = quiet, { $total ->
    [0] no mentions
    [one] { $totalText } mention
   *[other] { $totalText } mentions
} (before: { $beforeText }).
digest-more = { $total ->
    [one] { $totalText } mention
   *[other] { $totalText } mentions
}, { $percent } more than in the period before ({ $beforeText }).
digest-less = { $total ->
    [one] { $totalText } mention
   *[other] { $totalText } mentions
}, { $percent } fewer than in the period before ({ $beforeText }).
digest-same = { $total ->
    [one] { $totalText } mention
   *[other] { $totalText } mentions
}, about as many as in the period before ({ $beforeText }).
digest-first = { $total ->
    [one] { $totalText } mention
   *[other] { $totalText } mentions
}, none in the period before.
digest-copies = { $copiesText } of them copy a few texts.
digest-late = Late: due { $due }, sent { $sent }.
digest-sentiment = Sentiment
digest-net = Net sentiment
digest-was = { $value } (before { $before })
digest-share = Share of voice
digest-alerts = Ongoing alerts
digest-incidents = Open incidents
digest-before = period before
digest-chart-title = { $watch }: mentions
digest-chart-alt = Columns of mentions, { $period }; the tallest, { $mostText }, begins { $at }.
digest-themes = More talk of
digest-languages = Languages (net sentiment)
digest-sources = Sources
digest-busiest = Most mentions
digest-farthest = Widest reach
digest-silent = Silent sources
digest-since = since { $at }
digest-and = { $first } { $second }
digest-colon = { ": " }
