# Sentences of the area: organisation.
