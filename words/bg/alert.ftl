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
alert-negative = { $percent } са отрицателни
alert-new-languages = Нови езици тук: { $languages }.
alert-baseline = Сравнено с последното денонощие и същия час от последните две седмици.
alert-baseline-cold = Има по-малко от ден история за сравнение: това е предпазлива първа преценка.
alert-snoozed = Отложено от { $by } до { $until }.
alert-over = Утихна към { $at }.
alert-escalated = { $id } се влошава: тежест { $severity } от 10, { $observedText } гласа за { $minutesText } мин.
alert-awake = Отлагането на { $id } изтече, а то продължава.
alert-snooze = Отложи с 1 ч
alert-mentions = Покажи споменавания
alert-mentions-title = Какво казват хората ({ $id })
alert-mentions-more = Още
alert-mentions-none = Няма повече споменавания.
alert-none = Няма текущи тревоги.
alert-list-title = Тревоги
alert-unknown = Няма тревога { $id }. /crisis alert list показва наличните.
alert-understood-acknowledge = Разбрано: поемате { $id }.
alert-understood-open = Разбрано: откривате инцидент от { $id }.
alert-understood-snooze = Разбрано: { $id } се отлага с един час.
alert-understood-dismiss = Разбрано: { $id } не е криза. Натиснете „Не е криза“ на картата, за да кажете защо.
alert-no-reason = без посочена причина
alert-chart-title = { $watch }: споменавания на час
alert-chart-alt = Стълбове със споменавания на час за последното денонощие; в последния час { $lastText }, обичайно { $expected }.
alert-done-acknowledge = Поехте { $id }; картата го показва.
alert-done-snooze = { $id } мълчи { $minutesText } мин.
alert-done-dismiss = { $id } е отбелязано като не криза; откриването на инцидент го отменя.
alert-done-open = Инцидентът от { $id } е открит; нишката е под картата.
alert-flood = Без тревога: { $copiesText } от { $totalText } споменавания на { $watch } през последния час са копия на няколко текста от профили без тежест. Наводнение, не тълпа.
alert-mood = Настроение
