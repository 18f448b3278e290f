# What the public does while the team works; what is proposed because of it; what is kept of it.
situation-title = Обстановка по { $id }
situation-since = Броено от { $since }, последна проверка { $at }.
situation-unheard = За { $id } нищо не се брои: няма свързано наблюдение. Свързва се с /crisis incident watch и името му.
situation-heard = Оттук нататък { $id } се брои по наблюдението { $watch }.
situation-voices = Колко хора
situation-voices-of = { $voices ->
    [one] { $voicesText } глас
   *[other] { $voicesText } гласа
}, видени от най-много { $reachText } души; за последния час { $hourText }, обичайно { $usual }
situation-mood = Настроение
situation-mood-of = { $percent } отрицателни
situation-mood-hour = { $percent } отрицателни; за последния час { $hour }
situation-mood-few = твърде малко за преценка
situation-who = Инфлуенсъри
situation-who-none = никой със 100 000 или повече последователи
situation-press = В медиите
situation-press-none = още не
situation-press-of = { $pieces ->
    [one] { $piecesText } материал
   *[other] { $piecesText } материала
}
situation-languages = Езици
situation-foreign = първи на { $language } след { $minutesText } мин
situation-countries = Държави
situation-gone = Премахнато публично
situation-gone-of = { $gone ->
    [one] { $goneText } запазено споменаване; думите са тук
   *[other] { $goneText } запазени споменавания; думите са тук
}
situation-around = Последно изявление
situation-around-of = { $at }: { $before } в часа преди него, { $after } в { $minutesText } мин след него
situation-around-new = { $at }: { $before } в часа преди него
situation-statement = Изявление { $at }: { $before } в часа преди него; { $after } за { $minutesText } мин след него
situation-hour = { $voices ->
    [one] { $voicesText } глас
   *[other] { $voicesText } гласа
}, { $percent } отрицателни
situation-hour-few = { $voices ->
    [one] { $voicesText } глас
   *[other] { $voicesText } гласа
}
situation-chart = { $id }: настроение по езици
situation-chart-alt = Лента за всеки език – отрицателно, неутрално, положително; най-много се говори на { $language }.
situation-relapsed = { $id } започва отново: { $voicesText } гласа за последния час, обичайно { $usual }. Инцидентът пак е открит, в същата нишка.
situation-goes-on = Това продължава в { $id }.
situation-again = Според { $by } { $alert } е част от този инцидент: { $gist }
proposal-severity = Според поведението на публиката { $id } е { $to }/10, а не { $from }/10.
proposal-accept = Промени на { $severity }
proposal-leave = Остави на { $severity }
proposal-resolve = { $id } е в обичайното от { $since }: за последния час { $hour }, обичайно { $usual }. Приключи ли?
proposal-resolve-short = { $id } от известно време е в обичайното. Приключи ли?
proposal-not-yet = Още не
proposal-accepted = { $by } се съгласи, { $at }.
proposal-dismissed = { $by } реши друго, { $at }.
proposal-overtaken = Вече не важи от { $at }.
proposal-decided = Вече има решение; вижте нишката.
severity-scope = Нови езици тук: { $figureText }
severity-speed = Спрямо обичайното: ×{ $figureText }
severity-reach = Може да са го видели { $figureText } души
severity-sentiment = Отрицателни: { $figureText }%
severity-press = В медиите: { $figureText }
severity-legal = Видът криза
severity-points = ({ $points ->
    [one] { $pointsText } точка
   *[other] { $pointsText } точки
})
evidence-show = Доказателства
evidence-title = Доказателства по { $id } ({ $countText })
evidence-none = За { $id } още няма запазено: /crisis evidence add и връзка или „Запази доказателство“ в менюто на съобщение.
evidence-added = { $by } запази това като доказателство:
evidence-kept = Запазено като доказателство по { $id }. Остава, каквото и да стане с него публично.
evidence-there = Вече е запазено за { $id }.
evidence-unheard = Никой не е чул какво пише на { $link }. Напишете думите след връзката, за да се запазят.
evidence-unheard-short = Никой не е чул какво пише там. Напишете думите след връзката.
evidence-hash = хеш { $hash }
evidence-count = { $count ->
    [one] { $countText } споменаване е запазено като доказателство.
   *[other] { $countText } споменавания са запазени като доказателства.
}
similar-title = Подобни случаи:
similar-line = { $title } (тежест { $severity }/10, приключил след { $length })
similar-how = { $title } (тежест { $severity }/10, приключил след { $length }). Какво помогна:
similar-hours = { $hoursText } ч
evidence-edited = Редактирано { $at } там, където е казано: { $words }
evidence-deleted = Изтрито { $at } там, където е казано.
