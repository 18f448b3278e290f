# Watches: what is wrong with a query.
watch-query-empty = There is nothing to listen for here. Write a word, a "phrase" or a #tag.
watch-query-too-long = A query has at most 2,000 characters. Split it into two watches.
watch-query-too-deep = The parentheses are nested too deep. Split it into two watches.
watch-query-only-not = This says only what to leave out, so it would match everything else. Add a word to listen for.
watch-query-dangling = { $operator } needs something on each side. Write it between two words, or put it in quotes to search for the word.
watch-query-open-parenthesis = This parenthesis is never closed. Add ) where the group ends.
watch-query-close-parenthesis = This parenthesis was never opened. Remove it or add ( where the group starts.
watch-query-open-quote = This quote is never closed. Add another quote where the phrase ends.
watch-query-nothing = There is no letter or digit here to listen for.
watch-query-wildcard = * may only end a word of at least two letters, as in acm*.
watch-query-near-range = Say how many words apart, from 1 to 50, as in NEAR/5.
watch-query-near-operand = NEAR stands between two words, phrases, or (a OR b). Use AND to join more.
watch-query-field-meant = There is no field { $name }:. Did you mean { $meant }:?
watch-query-field = There is no field { $name }:. Use lang:, source:, platform: or author:, or put it in quotes.
watch-query-no-value = { $name }: needs a value right after the colon.
watch-query-language-meant = { $name } is not a language tag that I know. Did you mean { $meant }?
watch-query-language = { $name } is not a language tag that I know. Use one like en, it, bg, el or zh-Hant.
