status-title = Сега
status-quiet = Всичко е спокойно: няма сигнали и открити инциденти.
status-listening = Активни наблюдения: { $watchesText }; споменавания за последния час: { $mentionsText }.
status-silent = Още няма чут източник.
status-source = { $source }: последно чут { $at }
status-precision = Сигнали за последните 90 дни: от { $decidedText } решени { $openedText } станаха инцидент ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } открит инцидент
   *[other] { $incidentsText } открити инцидента
}, най-тежкият е { $gravest } ({ $severity }/10); текущи сигнали: { $alertsText }.
