# Sentences of the area: catalogue.
