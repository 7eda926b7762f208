// The explorer at /explorer, where there is JavaScript: runs the form's document without leaving
// the page, mutations too, and shows the schema. Text from the server only becomes text nodes.
const byId = (id) => document.getElementById(id);
const form = document.querySelector("[data-explorer]");
const words = form.dataset;
const query = byId("query"), variables = byId("variables"), operation = byId("operationName");
const result = byId("result"), answer = byId("answer"), status = byId("status");
const wrong = byId("variables-error"), schema = byId("schema"), say = schema.dataset;
for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

const fill = (text, values) => text.replace(/%(\w+)/g, (all, name) => values[name] ?? all);

const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.flat(9).filter((child) => child));
  return made;
};

const post = (body) => fetch("/graphql", {
  method: "POST",
  headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
  body: JSON.stringify(body),
});

// Running

const readVariables = () => {
  let value = null;
  try {
    value = JSON.parse(variables.value.trim() || "{}");
  } catch {
    // Said below, as for JSON that is no object.
  }
  const fits = typeof value === "object" && value && !Array.isArray(value);
  wrong.hidden = Boolean(fits);
  wrong.textContent = fits ? "" : words.variables;
  variables.setAttribute("aria-invalid", !fits);
  return fits ? value : null;
};

// The address holds what was run, so that it can be shared, unless it would grow too long.
const remember = () => {
  const address = `/explorer?${new URLSearchParams(new FormData(form))}`;
  if (address.length < 6000) history.replaceState(null, "", address + location.hash);
};

let running = null;
const run = async () => {
  const values = readVariables();
  if (!values) return variables.focus();
  const mine = (running = {});
  status.textContent = words.running;
  result.setAttribute("aria-busy", "true");
  const start = performance.now();
  let text = null, code = 0, failed = false;
  try {
    const operationName = operation.value.trim() || null;
    const response = await post({ query: query.value, variables: values, operationName });
    code = response.status;
    text = await response.text();
    const body = JSON.parse(text);
    failed = Boolean(body.errors);
    text = JSON.stringify(body, null, 2);
  } catch {
    // Shown as it is.
  }
  if (mine !== running) return;
  result.removeAttribute("aria-busy");
  status.textContent = words.failed;
  if (text === null) return;
  remember();
  result.hidden = false;
  answer.textContent = text;
  const ms = Math.round(performance.now() - start);
  status.textContent = fill(failed ? words.errors : words.answered, { ms, status: code });
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

const put = (text, values) => {
  query.value = text;
  variables.value = values;
  operation.value = "";
  query.focus();
  query.selectionEnd = 0;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-example]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const params = new URL(link.href).searchParams;
  put(params.get("query") ?? "", params.get("variables") ?? "");
});

// The schema

const found = byId("schema-found"), body = byId("schema-body"), filter = byId("schema-filter");
let types = new Map(), roots = new Map();
const kind = (type) => make("span", { class: "schema-kind" }, say[`kind_${type.kind.toLowerCase()}`]);

const named = (type) => (type.ofType ? named(type.ofType) : type);
const wrap = (type, inside) => {
  if (type.kind === "NON_NULL") return [wrap(type.ofType, inside), "!"];
  if (type.kind === "LIST") return ["[", wrap(type.ofType, inside), "]"];
  return inside(type);
};
const written = (type) => [wrap(type, (it) => it.name)].flat(9).join("");
const typeLink = (name, more) => make("a", { href: `#type-${name}` }, name, more);
const linked = (type) => wrap(type, (it) => typeLink(it.name));
const paragraph = (text) => text && make("p", {}, text);

// A document that asks for one field of a root type, to begin from.
const leaf = (type) => ["SCALAR", "ENUM"].includes(named(type).kind);
const needed = (list) => list.filter((it) => it.type.kind === "NON_NULL" && it.defaultValue === null);
const select = (type, depth, indent) => {
  if (leaf(type)) return "";
  const fields = (types.get(named(type).name).fields ?? []).filter((field) => !needed(field.args).length);
  const lines = fields.filter((field) => leaf(field.type)).slice(0, 8).map((field) => field.name);
  const nodes = fields.filter((field) => field.name === "nodes");
  const more = nodes.length ? nodes : fields.filter((field) => !leaf(field.type)).slice(0, 3);
  for (const field of depth ? more : []) {
    lines.push(field.name + select(field.type, depth - 1, `${indent}  `));
  }
  if (!lines.length) lines.push("__typename");
  return ` {\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}}`;
};
const blank = (type) => {
  if (type.kind === "NON_NULL") return blank(type.ofType);
  if (type.kind === "LIST") return [];
  const it = types.get(type.name);
  if (it.kind === "ENUM") return it.enumValues[0].name;
  return it.kind === "INPUT_OBJECT" ? blanks(it.inputFields) : it.name === "Int" ? 0 : "";
};
const blanks = (list) => Object.fromEntries(needed(list).map((it) => [it.name, blank(it.type)]));
const use = (keyword, { name, type, args }) => {
  const list = needed(args);
  const all = (write) => (list.length ? `(${list.map(write).join(", ")})` : "");
  const declared = all((arg) => `$${arg.name}: ${written(arg.type)}`);
  const given = all((arg) => `${arg.name}: $${arg.name}`);
  put(`${keyword} ${name}${declared} {\n  ${name}${given}${select(type, 1, "  ")}\n}`,
    list.length ? JSON.stringify(blanks(args), null, 2) : "");
  status.textContent = fill(say.used, { name });
};

const argument = (arg) => make("li", {},
  make("code", {}, `${arg.name}: `, linked(arg.type), arg.defaultValue !== null && ` = ${arg.defaultValue}`),
  ` ${arg.description ?? ""}`);
const fieldItem = (field, keyword) => {
  const item = make("li", {},
    make("code", {}, make("strong", {}, field.name), field.type && [": ", linked(field.type)]),
    paragraph(field.description),
    field.isDeprecated && make("p", { class: "schema-deprecated" }, `${say.deprecated} ${field.deprecationReason}`),
    field.args?.length && make("ul", { class: "schema-args" }, field.args.map(argument)));
  if (keyword) {
    const label = `${say.use}: ${field.name}`;
    const button = make("button", { type: "button", class: "button button-plain", "aria-label": label }, say.use);
    button.addEventListener("click", () => use(keyword, field));
    item.append(button);
  }
  return item;
};
const list = (title, items) => (items?.length
  ? [make("h4", {}, title), make("ul", { class: "schema-fields" }, items)] : []);

const showType = (type) => body.replaceChildren(...[
  make("p", {}, make("a", { href: "#schema" }, say.all)),
  make("h3", { tabindex: "-1" }, type.name, " ", kind(type)),
  paragraph(type.description),
  list(say.implements, type.interfaces?.map((it) => make("li", {}, typeLink(it.name)))),
  list(say.fields, (type.fields ?? type.inputFields)?.map((field) => fieldItem(field, roots.get(type.name)))),
  list(say.values, type.enumValues?.map((value) => fieldItem(value))),
  list(say.possible, type.possibleTypes?.map((it) => make("li", {}, typeLink(it.name)))),
].flat().filter(Boolean));

const showList = () => {
  const part = filter.value.trim().toLowerCase();
  const items = [];
  for (const type of types.values()) {
    if (type.name.toLowerCase().includes(part)) {
      items.push(make("li", {}, typeLink(type.name), kind(type)));
    }
    for (const { name } of part ? type.fields ?? type.inputFields ?? [] : []) {
      if (name.toLowerCase().includes(part)) items.push(make("li", {}, typeLink(type.name, `.${name}`)));
    }
  }
  found.textContent = part && fill(say.found, { count: items.length });
  body.replaceChildren(items.length
    ? make("ul", { class: "schema-list" }, items) : make("p", {}, say.none));
};

const show = (moveFocus) => {
  const type = types.get(location.hash.replace(/^#type-/, ""));
  if (!type) return showList();
  showType(type);
  if (moveFocus) body.querySelector("h3").focus();
};

const INTROSPECTION = `query Schema { __schema {
  queryType { name } mutationType { name }
  types { kind name description
    fields(includeDeprecated: true) { name description isDeprecated deprecationReason
      args { ...Argument } type { ...Reference } }
    inputFields { ...Argument } interfaces { name } possibleTypes { name }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } } } }
fragment Argument on __InputValue { name description defaultValue type { ...Reference } }
fragment Reference on __Type { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name } } } } }`;

const load = async () => {
  schema.hidden = false;
  try {
    const { data } = await (await post({ query: INTROSPECTION })).json();
    const { queryType, mutationType } = data.__schema;
    roots = new Map([[queryType.name, "query"], [mutationType?.name, "mutation"]]);
    types = new Map(data.__schema.types
      .filter((type) => !type.name.startsWith("__"))
      .sort((a, b) => roots.has(b.name) - roots.has(a.name) || a.name.localeCompare(b.name))
      .map((type) => [type.name, type]));
  } catch {
    return body.append(say.failed);
  }
  filter.addEventListener("input", () => {
    history.replaceState(null, "", location.pathname + location.search);
    showList();
  });
  addEventListener("hashchange", () => show(true));
  show(false);
};
load();
