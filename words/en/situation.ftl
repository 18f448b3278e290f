# What the public does while the team works; what is proposed because of it; what is kept of it.
situation-title = Situation of { $id }
situation-since = Counted since { $since }, last looked at { $at }.
situation-unheard = Nothing is counted for { $id }: no watch is tied to it. /crisis incident watch and the name of a watch does that.
situation-heard = { $id } is counted by the watch { $watch } from now on.
situation-voices = How many
situation-voices-of = { $voices ->
    [one] { $voicesText } voice
   *[other] { $voicesText } voices
}, seen by up to { $reachText } people; { $hourText } in the last hour, usually { $usual }
situation-mood = How they feel
situation-mood-of = { $percent } negative
situation-mood-hour = { $percent } negative; in the last hour { $hour }
situation-mood-few = too few to tell
situation-who = Influencers
situation-who-none = nobody whom 100,000 or more follow
situation-press = In the press
situation-press-none = not yet
situation-press-of = { $pieces ->
    [one] { $piecesText } piece
   *[other] { $piecesText } pieces
}
situation-languages = Languages
situation-foreign = first in { $language } after { $minutesText } min
situation-countries = Countries
situation-gone = Removed in public
situation-gone-of = { $gone ->
    [one] { $goneText } kept mention; its words are here
   *[other] { $goneText } kept mentions; their words are here
}
situation-around = Last statement
situation-around-of = { $at }: { $before } in the hour before, { $after } in the { $minutesText } min since
situation-around-new = { $at }: { $before } in the hour before
situation-statement = Statement { $at }: { $before } in the hour before; { $after } in the { $minutesText } min after
situation-hour = { $voices ->
    [one] { $voicesText } voice
   *[other] { $voicesText } voices
}, { $percent } negative
situation-hour-few = { $voices ->
    [one] { $voicesText } voice
   *[other] { $voicesText } voices
}
situation-chart = { $id }: how each language feels
situation-chart-alt = A bar for each language, split into negative, neutral and positive; most is said in { $language }.
situation-relapsed = { $id } begins again: { $voicesText } voices in the last hour, usually { $usual }. It is open again, in this thread.
situation-goes-on = This goes on in { $id }.
situation-again = { $by } says that { $alert } belongs here: { $gist }
proposal-severity = By what the public does, { $id } is { $to }/10, not { $from }/10.
proposal-accept = Set to { $severity }
proposal-leave = Leave at { $severity }
proposal-resolve = { $id } has been as usual since { $since }: { $hour } in the last hour, usually { $usual }. Is it over?
proposal-resolve-short = { $id } has been as usual for a while. Is it over?
proposal-not-yet = Not yet
proposal-accepted = { $by } agreed, { $at }.
proposal-dismissed = { $by } decided against it, { $at }.
proposal-overtaken = It does not hold any more since { $at }.
proposal-decided = This was decided already; look at the thread.
severity-scope = Languages that are new here: { $figureText }
severity-speed = Against usual: ×{ $figureText }
severity-reach = May have been seen by { $figureText } people
severity-sentiment = Negative: { $figureText }%
severity-press = In the media: { $figureText }
severity-legal = The kind of crisis
severity-points = ({ $points ->
    [one] { $pointsText } point
   *[other] { $pointsText } points
})
evidence-show = Evidence
evidence-title = Evidence of { $id } ({ $countText })
evidence-none = Nothing is kept for { $id } yet: /crisis evidence add and a link, or “Keep as evidence” in a message’s menu.
evidence-added = { $by } kept this as evidence:
evidence-kept = Kept as evidence of { $id }. It stays, whatever becomes of it in public.
evidence-there = That is kept for { $id } already.
evidence-unheard = No source has heard what is at { $link }. Write its words after the link, so that they are kept.
evidence-unheard-short = No source has heard what is there. Write its words after the link.
evidence-hash = hash { $hash }
evidence-count = { $count ->
    [one] { $countText } mention is kept as evidence.
   *[other] { $countText } mentions are kept as evidence.
}
similar-title = Alike before:
similar-line = { $title } (severity { $severity }/10, over after { $length })
similar-how = { $title } (severity { $severity }/10, over after { $length }). What ended it:
similar-hours = { $hoursText } h
evidence-edited = Edited { $at } where it was said: { $words }
evidence-deleted = Deleted { $at } where it was said.
