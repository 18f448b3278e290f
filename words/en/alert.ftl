alert-title = { $watch }: something is wrong
alert-gist = { $observed ->
    [one] { $observedText } voice
   *[other] { $observedText } voices
} about { $watch } in { $minutesText } min; usually { $expected }.
alert-severity = Severity
alert-factor = Against usual
alert-since = Since
alert-followers = { $followers ->
    [one] { $followersText } follower
   *[other] { $followersText } followers
}
alert-acknowledged = { $by } is looking at it.
alert-opened = { $by } opened an incident.
alert-dismissed = Not a crisis, says { $by }: { $reason }
alert-open = Open incident
alert-ack = Acknowledge
alert-dismiss = Not a crisis
alert-decided = This was decided already; look at the card.
alert-reason = Why is it not a crisis?
alert-send = Send
alert-negative = { $percent } of it negative
alert-new-languages = Languages that are new here: { $languages }.
alert-baseline = Compared with its last day and the same hour of the last two weeks.
alert-baseline-cold = There is less than a day of history to compare with, so this is a cautious first guess.
alert-snoozed = Snoozed by { $by } until { $until }.
alert-over = It has calmed down by { $at }.
alert-escalated = { $id } is getting worse: severity { $severity } of 10, { $observedText } voices in { $minutesText } min.
alert-awake = The snooze of { $id } is over, and it still goes on.
alert-snooze = Snooze 1 h
alert-mentions = Show mentions
alert-mentions-title = What people say ({ $id })
alert-mentions-more = More
alert-mentions-none = There are no more mentions.
alert-none = No alert is going on.
alert-list-title = Alerts
alert-unknown = There is no alert { $id }. /crisis alert list shows those that are there.
alert-understood-acknowledge = Read as: you are looking at { $id }.
alert-understood-open = Read as: open an incident from { $id }.
alert-understood-snooze = Read as: snooze { $id } for an hour.
alert-understood-dismiss = Read as: { $id } is not a crisis. Press “Not a crisis” on the card to say why.
alert-no-reason = no reason given
alert-chart-title = { $watch }: mentions per hour
alert-chart-alt = Columns of mentions per hour over the last day; the last hour has { $lastText }, usually { $expected }.
alert-done-acknowledge = You are looking at { $id }; the card says so.
alert-done-snooze = { $id } is quiet for { $minutesText } min, unless it gets much worse afterwards.
alert-done-dismiss = { $id } is marked as not a crisis; opening an incident undoes that.
alert-done-open = The incident of { $id } is open; its thread is under the card.
alert-flood = No alarm: { $copiesText } of the last hour’s { $totalText } mentions of { $watch } are copies of a few texts by accounts of no standing. A flood, not a crowd.
alert-mood = Mood
