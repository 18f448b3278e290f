# Дали компанията се е възстановила.
checkin-title = { $id }: { $daysText } дни по-късно
checkin-question = Всичко ли е както преди, или има още какво да се поправи?
checkin-unheard = За този инцидент нищо не се брои: преценете по това, което виждате.
checkin-voices-of = { $voices ->
    [one] { $voicesText } глас
   *[other] { $voicesText } гласа
} през последното денонощие, обичайно { $usual }
checkin-mood-of = { $percent } отрицателни през последното денонощие, обичайно { $usual }
checkin-recovered = Възстановихме се
checkin-said-recovered = { $by }: възстановихме се ({ $at }).
checkin-said-not-yet = { $by }: още не ({ $at }). Което би помогнало, може да стане мярка.
checkin-withdrawn = Инцидентът отново продължава от { $at }; въпросът се оттегля.
checkin-done = Отбелязано за { $id }.
checkin-already = Това вече е казано.
checkin-taken-back = Инцидентът отново продължава; въпросът ще дойде пак след края му.
checkin-did-ask = попитано след { $countText } дни дали сме се възстановили
checkin-did-recovered = възстановени след { $countText } дни
checkin-did-not-yet = още невъзстановени след { $countText } дни
