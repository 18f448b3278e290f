# The command language. `name-`, `option-`, `value-`, `unit-` and `filler` hold names: all that is understood, separated
# by commas, the one to show first. English names work in every language.

# Nouns and verbs
name-help = помощ
name-status = състояние, статус
name-open = отвори, обяви
name-note = бележка, запиши
name-timeline = хронология, история
name-digest = обзор, обобщение
name-alert = сигнал, сигнали, тревога, тревоги
name-watch = наблюдение, наблюдения, следене
name-language = език
name-list = списък
name-show = покажи, споменавания
name-ack = потвърди, видяно
name-snooze = отложи, заглуши
name-dismiss = отхвърли
name-add = добави, ново, създай
name-edit = редактирай, промени
name-test = тест, провери, пробвай
name-pause = пауза, спри
name-resume = продължи, възобнови
name-remove = премахни, изтрий
name-me = аз, мен, моето
name-home = начало, страница
name-quiet = тишина, тихо
name-report = докладвай

# What each command does, in at most 100 characters
command-help = Какво мога и как да ме попитате
command-status = Какво е положението: отворени инциденти, сигнали, състояние на източниците
command-open = Отваря инцидент – от сигнал или ръчно
command-note = Записва нещо в хронологията на инцидент
command-timeline = Какво се случи в един инцидент, по реда на времето
command-digest = Какво казват хората и с какво настроение, сега
command-alert = Сигнали: преглед и решения
command-alert-list = Сигналите, които още не са приключили
command-alert-show = Споменаванията зад един сигнал
command-alert-ack = Отбелязва, че някой вече се занимава
command-alert-snooze = Заглушава сигнал за известно време, освен ако не се влоши
command-alert-dismiss = Отбелязва, че сигналът не е криза, и защо
command-watch = Наблюдения: за какво следя
command-watch-list = За какво следя
command-watch-add = Започва да следи марка, продукт, личност, конкурент или отрасъл
command-watch-edit = Променя наблюдение; непосоченото остава същото
command-watch-test = Какво биха открили и сигнализирали една заявка или едно наблюдение
command-watch-pause = Спира следенето за известно време
command-watch-resume = Подновява следенето
command-watch-remove = Прекратява наблюдение; събраното се пази
command-language = Езикът, на който говоря тук
command-me = Вашата страница, тихи часове и сигнали на лично съобщение
command-me-home = Какво чака Вас, и Вашите настройки
command-me-quiet = Кога не Ви пиша по своя инициатива, освен при сериозен случай
command-me-alert = Сигнали на лично съобщение, на Вашия език и във Вашата часова зона
command-report = Публиката каза това: прочетете го, пребройте го и го преценете с останалото

# Arguments: their names, and what they are in at most 100 characters
option-command = команда
option-what = какво, заглавие
option-watch = наблюдение
option-period = период
option-alert = сигнал
option-incident = инцидент
option-for = за
option-reason = причина
option-name = име
option-query = заявка
option-rename = преименувай
option-kind = вид, тип
option-languages = езици
option-sources = източници
option-channel = канал
option-digest = обзор
option-zone = зона
option-language = език
option-scope = обхват
option-text = текст
option-hours = часове
option-switch = режим
option-severity = тежест, от
option-watches = наблюдения
option-words = думи
about-command = Командата, която да обясня
about-what = Сигнал като A-7 или заглавие с ваши думи
about-watch = Името на наблюдение
about-period = Колко назад: 24h, 7d
about-alert = Номерът на сигнал, например A-7
about-incident = Номерът на инцидент, например INC-3
about-text = С ваши думи
about-for = За колко време: 30m, 2h, 1d
about-reason = Защо не е криза; записва се в протокола
about-name = Кратко име
about-query = Думи, "фрази", AND OR NOT, NEAR/5, lang: source: platform: author:
about-rename = Новото име
about-kind = За какво е; конкурентите влизат в дела от разговора и не вдигат сигнали
about-languages = Само споменавания на тези езици, например el,bg; или all
about-sources = Само тези източници; или all
about-channel = Къде да идват сигналите и обзорите
about-digest = Кога да идват обзорите: cron с пет полета като 0 9 * * 1-5 или off
about-zone = Часова зона, например Europe/Sofia
about-language = Езикът, на който да говоря
about-scope = За този канал или само за вас
about-hours = От кога до кога, например 22:00-07:00; или off
about-switch = on или off
about-severity = От каква тежест, от 1 до 10
about-watches = Само за тези наблюдения, със запетаи между тях; или all
about-words = Какво е казано, с @кой отпред и връзката, ако ги имате

# Values
value-brand = марка, бранд
value-product = продукт
value-person = личност, човек
value-competitor = конкурент
value-industry = отрасъл, бранш
value-channel = канал, тук
value-me = мен, аз
value-all = всички, всичко
value-on = включено, да
value-off = никога, изключено
value-en = английски
value-it = италиански
value-bg = български
value-el = гръцки
value-zh-Hant = традиционен китайски, китайски
unit-minute = минута, минути, мин, м
unit-hour = час, часа, ч
unit-day = ден, дни, дена, д
unit-week = седмица, седмици
unit-month = месец, месеца
filler = за, последните, последния, последната

# Refusals: what is wrong, and the way out
refusal-unknown-command = Не познавам командата „{ $typed }“.
refusal-commands = Опитайте: { $commands }.
refusal-did-you-mean = Имахте предвид { $suggestion }?
refusal-unknown-option = „{ $command }“ няма опция „{ $typed }“.
refusal-options = Приема: { $options }.
refusal-missing = Липсва { $argument }. Напишете: { $usage }
refusal-bad-value = „{ $typed }“ не подхожда за { $argument }.
refusal-expected = Използвайте: { $expected }.
refusal-unexpected = Не знам къде да сложа „{ $typed }“. Напишете: { $usage }
refusal-nothing-to-change = „{ $command }“ трябва да знае какво да промени: { $options }.

# What a value may be
expected-name = име до 40 знака
expected-watch = името на наблюдение (вижте: watch list)
expected-query = заявка като acme OR "acme parcels"
expected-text = няколко думи
expected-command = името на команда (вижте: help)
expected-alert = номер като A-7 (вижте: alert list)
expected-incident = номер като INC-3 (вижте: status)
expected-languages = кодове като el,bg или all
expected-sources = имена като bluesky,rss или all
expected-channel = канал като #crisis
expected-schedule = пет полета като "0 9 * * 1-5" или off
expected-zone = часова зона като Europe/Sofia
expected-hours = часове като 22:00-07:00, или off
expected-severity = число от 1 до 10
expected-watches = имена на наблюдения със запетаи (вижте: watch list), или all

# Help
help-more = Повече за една команда: { $usage }

# Entries of a message menu: at most 24 characters, and 150 for what they do.
shortcut-report-mention = Отчети като споменаване
shortcut-report-mention-about = Това го каза публиката: да се прочете, преброи и прецени с останалото.
shortcut-add-to-timeline = Добави в хронологията
shortcut-add-to-timeline-about = Запази съобщението в хронологията на инцидента.
shortcut-draft-statement = Чернова на изявление
shortcut-draft-statement-about = Започни публично изявление с тези думи.
