alert-title = { $watch }: нещо не е наред
alert-gist = { $observed ->
    [one] { $observedText } глас
   *[other] { $observedText } гласа
} за { $watch } за { $minutesText } мин; обичайно { $expected }.
alert-severity = Тежест
alert-factor = Спрямо обичайното
alert-since = От
alert-followers = { $followers ->
    [one] { $followersText } последовател
   *[other] { $followersText } последователи
}
alert-acknowledged = { $by } се занимава с това.
alert-opened = { $by } откри инцидент.
alert-dismissed = Не е криза, казва { $by }: { $reason }
alert-open = Открий инцидент
alert-ack = Поемам
alert-dismiss = Не е криза
alert-decided = Вече има решение; вижте картата.
alert-reason = Защо не е криза?
alert-send = Изпрати
alert-thread = Инцидентът за { $watch } продължава в тази нишка. Откри го { $by }.
