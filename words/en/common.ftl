# Words that several features share.
common-brand = Squall
