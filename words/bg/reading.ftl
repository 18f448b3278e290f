reading-read = Прочетено като: { $language }, { $sentiment }.
reading-because = Решаващо: { $words }
reading-counts = Брои се за: { $watches }.
reading-known = Вече беше преброено, за: { $watches }.
reading-unheard = Никое наблюдение не го слуша, затова не се брои. { $command } с име и заявка добавя такова; после го докладвайте отново.
