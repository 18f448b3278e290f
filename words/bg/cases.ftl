# Incidents of the past and what they taught.
cases-title = { $count ->
    [one] { $countText } минал инцидент
   *[other] { $countText } минали инцидента
}
cases-none = В миналото няма нищо подобно.
cases-more = Има още: добавете дума или вид.
cases-alike = Какво научихме от подобни случаи:
cases-line = { $id }: { $title } · приключи след { $length }
cases-how = какво го приключи:
cases-said = Казаха:
cases-done = Направено оттогава:
