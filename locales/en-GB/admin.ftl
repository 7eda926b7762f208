# Sentences of the area: admin.
