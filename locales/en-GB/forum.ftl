# Sentences of the area: forum.
