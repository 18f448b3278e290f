# Words that several features share.
common-brand = Squall
lang-en = English
lang-it = Italian
lang-bg = Bulgarian
lang-el = Greek
lang-zh-Hant = Chinese (Traditional)
lang-zh-Hans = Chinese (Simplified)
lang-es = Spanish
lang-fr = French
lang-de = German
lang-pt = Portuguese
lang-ru = Russian
lang-el-Latn = Greek (in Latin letters)
lang-bg-Latn = Bulgarian (in Latin letters)
lang-und = undecided
common-negative = negative
common-neutral = neutral
common-positive = positive
common-expected = usual
common-language-channel = From now on Squall speaks { $language } in this channel.
common-language-person = From now on Squall speaks { $language } to you.
common-not-here = That button is from an older message; ask again with /crisis.
common-nobody = Nobody in this chat is { $typed }; name a person of it with @.
common-trouble = Something went wrong on our side. Nothing was lost; try again in a moment.
common-outside = Squall answers people who can see its crisis channel. Ask somebody in charge there, or an administrator, to add you to it.
common-charge = Only those in charge of how Squall is set up do this. Ask one of them:
common-charge-roles = Only those in charge of how Squall is set up do this: whoever has one of the roles that its settings name. Ask somebody who runs this workspace or server.
common-charge-admins = Only those who run this workspace or server do this, because nobody else was put in charge of how Squall is set up. Ask an administrator.
common-followers = { $followers ->
    [one] { $followersText } follower
   *[other] { $followersText } followers
}
