# Incidents of the past and what they taught.
cases-title = { $count ->
    [one] { $countText } incidente del passato
   *[other] { $countText } incidenti del passato
}
cases-none = Nel passato non c’è nulla di simile.
cases-more = Ce ne sono altri: aggiungi una parola o un tipo.
cases-alike = Che cosa si è imparato da casi simili:
cases-line = { $id }: { $title } · finito dopo { $length }
cases-how = che cosa lo ha chiuso:
cases-said = Hanno detto:
cases-done = Fatto da allora:
