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
alert-thread = The incident of { $watch } goes on in this thread. { $by } opened it.
