# Sentences of the area: community.
