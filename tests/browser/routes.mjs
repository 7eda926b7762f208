// The pages that the server has, read from its own list.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./harness.mjs";

const SOURCES = ["src/http/routes.rs", "src/http/demo.rs", "src/http/explorer.rs"];

/** The paths of all pages, with their parameters in braces. */
export async function routes() {
  const texts = await Promise.all(SOURCES.map((file) => readFile(join(ROOT, file), "utf8")));
  const paths = texts.flatMap((text) =>
    [...text.matchAll(/\bpage\(\s*"(\/[^"]*)"/g)].map(([, path]) => path),
  );
  return [...new Set(paths)];
}

/** Which of the routes serves a path whose own parameters are in braces, too. */
export function routeOf(path, all) {
  const parts = path.replace(/[?#].*$/, "").split("/");
  const fits = all.filter((route) => {
    const own = route.split("/");
    return (
      own.length === parts.length &&
      own.every((part, index) => part.startsWith("{") || part === parts[index])
    );
  });
  // A word in the path outweighs a parameter.
  const parameters = (route) => (route.match(/\{/g) ?? []).length;
  return fits.sort((left, right) => parameters(left) - parameters(right))[0];
}
