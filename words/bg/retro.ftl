# Анкети след инцидент.
retro-title = { $id }: ретроспекция на { $title }
retro-intro = Приключи. Как мина? Питаме всички участници; казаното остава скрито, докато отговорят всички или изтече времето.
retro-ask = И вие участвахте. Кажете как мина: отнема пет минути, до { $until }. Казаното от другите остава скрито дотогава, за да не си влияете.
retro-remind = Вашето мнение още липсва. Анкетата е отворена до { $until }.
retro-kept-named = Пазим отговорите ви с име и роля. Екипът ги вижда, когато анкетата приключи.
retro-kept-anonymous = Анонимно. Пазим, че сте отговорили, и отделно – какво, без име, ред и час. За по-малко от { $leastText } души не се показва нищо: нито думи, нито числа, нито отдел; останалото се изтрива при приключването. Самата чат платформа може да пази изпратеното.
retro-kept-file = Squall презаписва в базата си изтритото и не пази реда на постъпване. Само който копира базата преди и след даден отговор, би могъл да види какво е дошло междувременно.
retro-kept-server = Сървърът на базата пази известно време предишните състояния и дневник, подред: който го управлява, би могъл да види там кои отговори са дошли заедно с кого и какво е изтрито.
retro-answers = Отговори
retro-count = { $answeredText } от { $askedText }
retro-count-some = поне { $answeredText } от { $askedText }
retro-count-few = по-малко от { $leastText } от { $askedText }
retro-until = Отворена до
retro-state = Състояние
retro-closed = приключена
retro-answer = Отговарям
retro-later = По-късно
retro-decline = Нямам какво да добавя
retro-change = Промяна на отговорите
retro-form = Как мина?
retro-send = Изпращане
retro-hint = Пропуснете това, за което нямате мнение. От 1 – никак, до 5 – напълно.
retro-scale-1 = 1: никак
retro-scale-2 = 2: по-скоро не
retro-scale-3 = 3: колебая се
retro-scale-4 = 4: по-скоро да
retro-scale-5 = 5: напълно
retro-thanks = Благодарим, отговорите са запазени. Можете да ги променяте, докато анкетата приключи.
retro-thanks-anonymous = Благодарим, отговорите са запазени без името ви. Само този бутон може да ги промени до края на анкетата; никой друг го няма и не може да се направи наново.
retro-done-start = { $id } е отворена; { $asked ->
    [0] още никой не е поканен: добавете хора с /crisis retro add
    [one] поканен е { $askedText } човек
   *[other] поканени са { $askedText } души
}.
retro-done-add = Вече е сред поканените в { $id }.
retro-done-asked = Поканен е в { $id } от по-рано.
retro-done-close = { $id } приключи; резултатите са в нишката на инцидента.
retro-done-later = Добре. Ще ви напомним за { $id }, преди да приключи.
retro-done-decline = Отбелязано: нямате какво да добавите към { $id }. До края все още можете да отговорите.
retro-unknown = Няма такава ретроспекция. Започва сама, когато инцидент се разреши, или с /crisis retro start.
retro-not-over = Инцидентът продължава. Първо го разрешете: /crisis resolve
retro-another = Инцидентът вече има ретроспекция: { $id }.
retro-is-closed = Анкетата приключи и не приема отговори.
retro-not-in-charge = Само водещият инцидента, PR или ръководството приключва анкета преди срока ѝ. Тя приключва и сама.
retro-closing-all = Отговорили са по-малко от { $leastText } души. Ако приключите { $id } сега, нищо от казаното няма да се покаже и то ще бъде изтрито.
retro-closing-some = { $count ->
    [one] { $countText } въпрос има
   *[other] { $countText } въпроса имат
} отговори от по-малко от { $leastText } души. Ако приключите { $id } сега, те няма да се покажат и ще бъдат изтрити.
retro-closing-nothing = Всеки въпрос на { $id } има отговори от поне { $leastText } души. Който още не е отговорил, след приключването вече няма да може.
retro-close-now = Приключи сега
retro-empty = Нищо не е отговорено, затова нищо не е запазено.
retro-answered-before = Вече отговорихте. За промяна натиснете бутона в съобщението с благодарност: без него никой не знае кои отговори са ваши.
retro-results = Резултати от { $id }
retro-rate = Отговориха { $answeredText } от { $askedText }, нямаха какво да добавят { $declinedText }.
retro-rate-some = Отговорили са поне { $answeredText } от { $askedText }.
retro-rate-few = Отговорили са по-малко от { $leastText } от { $askedText }.
retro-left = { $left ->
    [one] { $leftText } човек междувременно е напуснал и не се брои.
   *[other] { $leftText } души междувременно са напуснали и не се броят.
}
retro-hidden = Казаното се показва, когато анкетата приключи.
retro-chart = Как мина, от 1 до 5
retro-agree = съгласни
retro-undecided = колебаят се
retro-disagree = несъгласни
retro-apart = Отделите го виждат различно:
retro-apart-line = „{ $question }“ { $low }, { $high }
retro-themes = Често казвано:
retro-more = { $more ->
    [one] и още { $moreText } отговор
   *[other] и още { $moreText } отговора
}
retro-nothing-shown = За толкова малко хора не се показва нищо; при приключването отговорите им се изтриват непрочетени.
retro-left-out = { $count ->
    [one] На { $countText } въпрос
   *[other] На { $countText } въпроса
} са отговорили по-малко от { $leastText } души, затова тези отговори са изтрити непрочетени.
retro-did-open = ретроспекцията започна
retro-did-close = ретроспекцията приключи
retro-trends = На какво учат инцидентите: { $incidentsText }
retro-trends-none = Още няма приключил инцидент, затова няма какво да се сравни.
retro-clock-notice = Докато някой погледне
retro-clock-lead = Докато някой поеме
retro-clock-statement = До първото изявление
retro-clock-end = До края
retro-clock-lately = напоследък { $lately }, преди това { $before }
retro-clock-never = напоследък нито веднъж
retro-trends-causes = Често сред причините:
retro-trends-again = Повтаря се:
retro-trends-alerts = От сигналите, за които е решено, { $opened ->
    [one] { $openedText } стана инцидент
   *[other] { $openedText } станаха инциденти
}, а { $dismissed ->
    [one] { $dismissedText } не беше криза
   *[other] { $dismissedText } не бяха криза
}: { $share } си струваха.
retro-minutes = { $countText } мин
retro-hours = { $countText } ч
retro-days = { $countText } дни
