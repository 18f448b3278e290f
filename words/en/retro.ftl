# Surveys after an incident.
retro-title = { $id }: retrospective of { $title }
retro-intro = It is over. How did it go? Everybody who had a part is asked; what you say stays hidden until all have answered or the time is up.
retro-ask = You had a part in this. Please say how it went: it takes five minutes, until { $until }. What others say stays hidden until then, so that nobody sways anybody.
retro-remind = Your view is still missing. The survey is open until { $until }.
retro-kept-named = Kept: your answers with your name and role. The team sees them when the survey closes.
retro-kept-anonymous = Anonymous. Kept: that you answered, and, apart from it, what you answered, without name, order or time. Nothing is shown of fewer than { $leastText } people: no words, no numbers, no department; the rest is erased when the survey closes. Your chat platform itself may keep what you send.
retro-kept-file = Squall overwrites in its database what it erases, and keeps no order of what came in. Only who copies the database before and after an answer could see what came between.
retro-kept-server = The database server keeps older states and a log for a while, in order: whoever runs it could see there which answers came with whose, and what was erased.
retro-answers = Answers
retro-count = { $answeredText } of { $askedText }
retro-count-some = at least { $answeredText } of { $askedText }
retro-count-few = fewer than { $leastText } of { $askedText }
retro-until = Open until
retro-state = State
retro-closed = closed
retro-answer = Answer
retro-later = Later
retro-decline = Nothing to add
retro-change = Change my answers
retro-form = How did it go?
retro-send = Send
retro-hint = Leave out what you have no view on. From 1, not at all, to 5, fully.
retro-scale-1 = 1: not at all
retro-scale-2 = 2: rather not
retro-scale-3 = 3: undecided
retro-scale-4 = 4: rather yes
retro-scale-5 = 5: fully
retro-thanks = Thank you, your answers are kept. You can change them until the survey closes.
retro-thanks-anonymous = Thank you, your answers are kept without your name. Only this button can change them until the survey closes; nobody else has it, and it can't be made again.
retro-done-start = { $id } is open; { $asked ->
    [0] nobody is asked yet: add people with /crisis retro add
    [one] { $askedText } person is asked
   *[other] { $askedText } people are asked
}.
retro-done-add = They are asked in { $id } too.
retro-done-asked = They are asked in { $id } already.
retro-done-close = { $id } is closed; the results are in the incident’s thread.
retro-done-later = Good. You will be reminded of { $id } before it closes.
retro-done-decline = Noted: you have nothing to add to { $id }. Until it closes you can still answer.
retro-unknown = There is no such retrospective. One begins by itself when an incident is resolved, or with /crisis retro start.
retro-not-over = The incident goes on. Resolve it first: /crisis resolve
retro-another = The incident has a retrospective: { $id }.
retro-is-closed = The survey is closed and takes no answers any more.
retro-not-in-charge = Only who leads the incident, PR or an executive closes a survey before its time. It closes by itself.
retro-closing-all = Fewer than { $leastText } people have answered. If you close { $id } now, nothing of what they said is ever shown, and it is erased.
retro-closing-some = { $count ->
    [one] { $countText } question has answers of fewer than { $leastText } people
   *[other] { $countText } questions have answers of fewer than { $leastText } people each
}. If you close { $id } now, they are never shown, and they are erased.
retro-closing-nothing = Each question of { $id } has answers of at least { $leastText } people. Who has not answered yet can’t any more once it is closed.
retro-close-now = Close it now
retro-empty = Nothing was answered, so nothing was kept.
retro-answered-before = You have answered. To change it, press the button in the message that thanked you: without it nobody knows which answers are yours.
retro-results = Results of { $id }
retro-rate = { $answeredText } of { $askedText } answered, { $declinedText } had nothing to add.
retro-rate-some = At least { $answeredText } of { $askedText } have answered.
retro-rate-few = Fewer than { $leastText } of { $askedText } answered.
retro-left = { $left ->
    [one] { $leftText } person has left since and is not counted.
   *[other] { $leftText } people have left since and are not counted.
}
retro-hidden = What they say is shown when the survey closes.
retro-chart = How it went, from 1 to 5
retro-agree = agree
retro-undecided = undecided
retro-disagree = disagree
retro-apart = Departments see it differently:
retro-apart-line = “{ $question }” { $low }, { $high }
retro-themes = Often said:
retro-more = { $more ->
    [one] and { $moreText } more answer
   *[other] and { $moreText } more answers
}
retro-nothing-shown = Nothing is shown of so few; when the survey closes, their answers are erased unread.
retro-left-out = { $count ->
    [one] { $countText } question was answered by fewer than { $leastText } people
   *[other] { $countText } questions were answered by fewer than { $leastText } people each
}, so those answers were erased unread.
retro-did-open = the retrospective opened
retro-did-close = the retrospective closed
retro-trends = What { $incidents ->
    [one] { $incidentsText } incident teaches
   *[other] { $incidentsText } incidents teach
}
retro-trends-none = No incident is over yet, so there is nothing to compare.
retro-clock-notice = Until somebody looked
retro-clock-lead = Until somebody led
retro-clock-statement = Until the first statement
retro-clock-end = Until it was over
retro-clock-lately = { $lately } lately, { $before } before
retro-clock-never = never lately
retro-trends-causes = Often in what ended them:
retro-trends-again = Came again:
retro-trends-alerts = Of the alerts that people decided about, { $opened ->
    [one] { $openedText } became an incident
   *[other] { $openedText } became incidents
} and { $dismissed ->
    [one] { $dismissedText } was no crisis
   *[other] { $dismissedText } were no crisis
}: { $share } were worth it.
retro-minutes = { $countText } min
retro-hours = { $countText } h
retro-days = { $countText } d
