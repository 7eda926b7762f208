# Sentences of the area: home.
