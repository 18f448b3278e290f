# Обзори.
digest-title = { $watch }, { $period }
digest-all = Всички наблюдения, { $period }
digest-quiet = спокойно, { $total ->
    [0] няма споменавания
    [one] { $totalText } споменаване
   *[other] { $totalText } споменавания
} (преди: { $beforeText }).
digest-more = { $total ->
    [one] { $totalText } споменаване
   *[other] { $totalText } споменавания
}, с { $percent } повече от предходния период ({ $beforeText }).
digest-less = { $total ->
    [one] { $totalText } споменаване
   *[other] { $totalText } споменавания
}, с { $percent } по-малко от предходния период ({ $beforeText }).
digest-same = { $total ->
    [one] { $totalText } споменаване
   *[other] { $totalText } споменавания
}, приблизително колкото през предходния период ({ $beforeText }).
digest-first = { $total ->
    [one] { $totalText } споменаване
   *[other] { $totalText } споменавания
}, нито едно през предходния период.
digest-copies = { $copiesText } от тях са копия на няколко текста.
digest-late = Със закъснение: по график { $due }, изпратено { $sent }.
digest-sentiment = Отношение
digest-net = Нетно отношение
digest-was = { $value } (преди { $before })
digest-share = Дял от разговора
digest-alerts = Текущи сигнали
digest-incidents = Открити инциденти
digest-before = предходен период
digest-chart-title = { $watch }: споменавания
digest-chart-alt = Стълбове със споменавания, { $period }; най-високият, { $mostText }, започва на { $at }.
digest-themes = Повече се говори за
digest-languages = Езици (нетно отношение)
digest-sources = Източници
digest-busiest = Най-много споменавания
digest-farthest = Най-широка публика
digest-silent = Замлъкнали източници
digest-since = от { $at }
digest-and = { $first } { $second }
digest-colon = { ": " }
