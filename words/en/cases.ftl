# Incidents of the past and what they taught.
cases-title = { $count ->
    [one] { $countText } incident of the past
   *[other] { $countText } incidents of the past
}
cases-none = Nothing of the past is like that.
cases-more = There are more: add a word or a kind.
cases-alike = What was learned from what was alike:
cases-line = { $id }: { $title } · over after { $length }
cases-how = what ended it:
cases-said = They said:
cases-done = Done since:
