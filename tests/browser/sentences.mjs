// The sentences that the pages are written in, so that tests press what a person reads, and need
// no change when a sentence is worded better.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./harness.mjs";

const folder = join(ROOT, "locales", "en-GB");
const sentences = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".ftl"))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/^([\w-]+) = (.+)$/gm)].map(
        ([, key, text]) => [key, text.trim()],
      ),
    ),
);

/** A sentence of one line, with its variables filled in. */
export function say(key, values = {}) {
  const text = sentences.get(key);
  if (text === undefined) throw new Error(`there is no sentence ${key}`);
  return text.replace(/\{ \$(\w+) \}/g, (_, name) => values[name] ?? `{ $${name} }`);
}
