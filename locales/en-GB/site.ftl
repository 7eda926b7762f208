# Sentences of the area: site.
