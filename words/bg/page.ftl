# Telling people of an incident, and who is on call.
page-ask = Нужни сте: тежест { $severity }/10, открит на { $at }.
page-acknowledge = Заемам се
page-answered-by = Заема се { $by }.
page-answered = С { $id } се заема { $by }.
page-unanswered = Всички бяха уведомени за { $id } и никой не отговори. Кой се заема?
page-thanks = Благодаря. Никой друг няма да бъде уведомяван за { $id }.
page-late = С { $id } вече се заема { $by }.
page-none = Никой не е уведомяван за { $id }, няма на какво да се отговори.
page-did-tell = уведомяване: { $who }
page-did-answer = отговор на уведомяването
page-did-nobody = всички са уведомени, никой не отговори
oncall-title = Дежурство
oncall-none = Няма дежурни: не е зададен график. Добавете [[oncall]] в squall.toml.
oncall-nobody = никой
oncall-row = { $who } до { $at }, после { $next }
oncall-swapped = { $who } дежури за { $rota } до { $at }.
oncall-which = Кой график? Посочете --rota с едно от: { $list }.
