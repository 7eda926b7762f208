# Sentences of the area: judging.
