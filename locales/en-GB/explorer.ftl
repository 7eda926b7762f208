## The page that runs GraphQL documents and shows the schema, at /explorer

explorer-front = Knowledge Hub
explorer-title = Explorer
explorer-lead = Everything that the pages here show and do can be asked for by a program. Write a query, run it, and see what comes back.

explorer-query = Query
explorer-query-hint = A GraphQL document. You see what you would see on the pages.
explorer-query-keys = Press Control and Enter to run it.
explorer-variables = Variables
explorer-variables-hint = A JSON object, with a value for each variable that the query declares.
explorer-variables-wrong = Enter the variables as a JSON object, such as {"{"}"first": 10{"}"}
explorer-operation = Operation
explorer-operation-hint = Which operation to run, if the document has several.
explorer-run = Run
explorer-running = Running…
explorer-result = Result
explorer-answered = Answered in { $ms } milliseconds, with status { $status }. The result is below the form.
explorer-answered-errors = Answered in { $ms } milliseconds, with status { $status } and errors. The result is below the form.
explorer-failed = There was no answer. Check your connection and run it again.

explorer-examples = Examples
explorer-example-challenges = Open challenges
explorer-example-challenges-about = The challenges that take proposals now, and who set them.
explorer-example-dataset = A dataset and its uses
explorer-example-dataset-about = Where to download it, and the projects that are built on it.
explorer-example-search = Search
explorer-example-search-about = What the search box finds.
explorer-example-me = Yourself
explorer-example-me-about = Who you are signed in as.
explorer-example-types = All types
explorer-example-types-about = What the schema is made of.
explorer-example-type = One type
explorer-example-type-about = What can be asked of it, and with which arguments.

explorer-schema = Schema
explorer-schema-filter = Find a type or a field
explorer-schema-failed = The schema could not be loaded. Reload the page to try again.
explorer-schema-none = Nothing in the schema has that in its name.
explorer-schema-found = Found: { $count }
explorer-schema-all = All types
explorer-schema-fields = Fields
explorer-schema-values = Values
explorer-schema-possible = Can be
explorer-schema-implements = Is a
explorer-schema-use = Put into the query
explorer-schema-used = The query now asks for { $name }.
explorer-schema-deprecated = Will be removed:
explorer-kind-object = object
explorer-kind-interface = interface
explorer-kind-union = union
explorer-kind-enum = choice
explorer-kind-input = input
explorer-kind-scalar = value
explorer-no-script = With JavaScript, the schema can be browsed here, and mutations can be run. Without it, use the last two examples to read the schema.

explorer-rules = From a program
explorer-rules-address = Send documents to /graphql: queries by GET or POST, mutations by POST. Without a token you see what a visitor sees.
explorer-rules-limits = A document may be 64 KiB long and 24 levels deep, and select 2,000 times with its fragments written out, with 100 fields at its root. The pages that it asks for may hold 10,000 nodes between them. A page has 20 nodes unless you say otherwise with first, and 100 at most.
