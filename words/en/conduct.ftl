# Answers to the public, and scheduled content.
conduct-pause-task = Pause what is scheduled: { $name }
conduct-resume-task = Let it go on: { $name }
conduct-paused = { $count ->
    [one] { $countText } owner of scheduled content is asked to pause it; the tick is their word for it.
   *[other] { $countText } owners of scheduled content are asked to pause it; each tick is their word for it.
}
conduct-resumed = { $count ->
    [one] { $countText } owner of scheduled content is
   *[other] { $countText } owners of scheduled content are
} asked to let it go on.
conduct-no-content = Nobody is on record as owner of scheduled content. Add [[content]] to squall.toml.
reply-title = Answers in { $id }: { $leftText } of { $allText } wait
reply-claim = I answer…
reply-mine = I answer it
reply-state-claimed = { $by } is answering
reply-state-answered = answered by { $by }
reply-state-let_be = left alone by { $by }
reply-queued = { $reply } waits for an answer: { $said }
reply-claimed = { $reply } is yours for 20 minutes: { $said }
reply-advice = Short, kind, facts only. One answer; do not argue.
reply-answered = Answered
reply-give-back = Give it back
reply-let-be = No answer
reply-ask-words = What did you answer?
reply-now-open = { $reply } waits for somebody else: { $said }
reply-now-claimed = { $reply } is yours: { $said }
reply-now-answered = { $reply } is answered: { $said }
reply-now-let_be = { $reply } gets no answer: { $said }
reply-hint-long = It is { $byText } characters longer than people read.
reply-hint-sharp = “{ $words }” may sound like an argument.
reply-overheld = { $reply } is open for others again; you had it for 20 minutes: { $said }
reply-unknown = There is no { $reply }. /crisis conduct reply shows the queue.
reply-there = That waits for an answer already.
reply-already = { $reply } is so already.
reply-taken = { $by } has { $reply }. One answer is enough.
reply-did-queue = wants an answer: { $what }
reply-did-claim = will answer { $what }
reply-did-return = gave back { $what }
reply-did-overheld = open for others again: { $what }
reply-did-answer = answered { $what }
reply-did-let-be = left alone: { $what }
