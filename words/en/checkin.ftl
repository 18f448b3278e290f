# Whether a company has recovered.
checkin-title = { $id }: { $daysText } days later
checkin-question = Is it as it was before, or is there still something to mend?
checkin-unheard = Nothing is counted for this incident: judge by what you see.
checkin-voices-of = { $voices ->
    [one] { $voicesText } voice
   *[other] { $voicesText } voices
} in the last day, usually { $usual }
checkin-mood-of = { $percent } negative in the last day, usually { $usual }
checkin-recovered = Recovered
checkin-said-recovered = { $by }: we have recovered ({ $at }).
checkin-said-not-yet = { $by }: not yet ({ $at }). What would help can be an action.
checkin-withdrawn = It goes on again since { $at }; the question is taken back.
checkin-done = Noted for { $id }.
checkin-already = That was said already.
checkin-taken-back = The incident goes on again; the question comes back after its end.
checkin-did-ask = asked after { $countText } days whether we have recovered
checkin-did-recovered = recovered after { $countText } days
checkin-did-not-yet = not recovered after { $countText } days
