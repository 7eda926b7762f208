# Sentences of the area: challenge.
