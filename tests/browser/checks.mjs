// What holds on every page, whoever opens it.

import { createRequire } from "node:module";

const axe = createRequire(import.meta.url)("axe-core");

const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  // Part of WCAG 2.2 AA, but switched off in axe-core's defaults.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

/** Breaches of WCAG 2.2 AA that axe-core finds, one line an element. */
export async function accessibilityProblems(page) {
  // Evaluated rather than added as a script element, which the content security policy refuses.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}`),
  );
}

/** The elements that make the page scroll sideways, if it does. */
export function sidewaysProblems(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    // Something wide inside a box that scrolls by itself is meant to be there.
    const scrollsItself = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .filter((element) => !scrollsItself(element))
      .map((element) => {
        const name = element.tagName.toLowerCase() + [...element.classList].map((c) => `.${c}`).join("");
        return `${name} ends at ${Math.round(element.getBoundingClientRect().right)} px`;
      });
    return [`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`, ...wide.slice(0, 5)];
  });
}

/** What a document owes its reader beyond what axe-core looks at. */
export function documentProblems(page) {
  return page.evaluate(() => {
    const problems = [];
    const heads = document.querySelectorAll("h1").length;
    if (heads !== 1) problems.push(`${heads} h1 elements`);
    if (!document.title.trim()) problems.push("no title");
    if (!document.querySelector("main")) problems.push("no main element");
    if (document.querySelector("[style]")) problems.push("a style attribute");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
    if (twice.size) problems.push(`ids used twice: ${[...twice].join(", ")}`);
    return problems;
  });
}

/**
 * Collects what goes wrong while a page loads: console errors (with them breaches of the content
 * security policy), exceptions, failed requests, and requests to other hosts.
 */
export function watch(page, origin) {
  const problems = [];
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // Chromium logs the document's own status when it is an error; that is checked elsewhere.
    const own = message.location().url === page.url() && /status of \d+/.test(message.text());
    if (!own) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    problems.push(`failed: ${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) {
      problems.push(`another host was asked: ${url.origin}`);
    }
  });
  return problems;
}
