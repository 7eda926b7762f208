// Each page as each kind of viewer, in pairs of widths and themes: its status, WCAG 2.2 AA, no
// sideways scrolling, no error in the console, nothing from other hosts.
//
// pages.json lists what is opened:
//   viewers      kind of viewer → handle in the demo's world (null: not signed in)
//   pages        { path, viewers, status (200) }, or, where the address is random,
//                { from, link, viewers, status }: the first link on the page `from` that matches
//                the selector `link`
//   screenshots  { name, path | from + link, viewer, width, theme, full }: written to
//                docs/screenshots/NAME.png when HUB_SCREENSHOTS=1

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { accessibilityProblems, documentProblems, sidewaysProblems, watch } from "./checks.mjs";
import { people, ROOT, startBrowser, startHub } from "./harness.mjs";
import { rows } from "./pairwise.mjs";

const list = JSON.parse(await readFile(new URL("pages.json", import.meta.url), "utf8"));
const name = (page) => page.path ?? `${page.from} → ${page.link}`;

describe("pages", { concurrency: 2 }, () => {
  let hub;
  let browser;
  let person;

  before(async () => {
    // One after the other: a browser that nobody holds would keep the process alive if the hub
    // does not start.
    hub = await startHub();
    browser = await startBrowser();
    person = people(browser, hub, list.viewers);
  });

  after(async () => {
    await browser?.close();
    await hub?.stop();
  });

  /** Runs `use` with a page that looks as the row says. */
  async function withPage({ viewer, width, theme }, use) {
    const context = await browser.newContext({
      baseURL: hub.url,
      storageState: await person(viewer),
      viewport: { width, height: width < 600 ? 740 : 900 },
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "Europe/London",
    });
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  /** Where an entry of pages.json leads for whoever has opened `page`. */
  async function resolve(page, entry) {
    if (entry.path) return entry.path;
    await page.goto(entry.from);
    const link = page.locator(entry.link).first();
    assert.ok(await link.count(), `${entry.from} has no link ${entry.link}`);
    return link.getAttribute("href");
  }

  for (const row of rows(list.pages)) {
    const { page: entry, viewer, width, theme } = row;
    it(`${name(entry)} as ${viewer}, ${width} px, ${theme}`, { timeout: 60_000 }, async () => {
      await withPage(row, async (page) => {
        const path = await resolve(page, entry);
        const problems = watch(page, new URL(hub.url).origin);
        const response = await page.goto(path, { waitUntil: "load" });
        assert.equal(response.status(), entry.status ?? 200, `status of ${path}`);
        problems.push(...(await documentProblems(page)));
        problems.push(...(await sidewaysProblems(page)));
        problems.push(...(await accessibilityProblems(page)));
        assert.ok(problems.length === 0, `${path}:\n${problems.join("\n")}`);
      });
    });
  }

  if (process.env.HUB_SCREENSHOTS === "1") {
    const folder = join(ROOT, "docs", "screenshots");
    for (const shot of list.screenshots ?? []) {
      it(`screenshot ${shot.name}`, async () => {
        const look = { width: 1280, theme: "light", viewer: "visitor", ...shot };
        await mkdir(folder, { recursive: true });
        await withPage(look, async (page) => {
          await page.goto(await resolve(page, shot));
          await page.screenshot({
            path: join(folder, `${shot.name}.png`),
            fullPage: shot.full ?? false,
          });
        });
      });
    }
  }
});
