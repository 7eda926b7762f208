// Each page as each kind of viewer, in pairs of widths and themes: its status, WCAG 2.2 AA, no
// sideways scrolling, no error in the console, nothing from other hosts.
//
// pages.json lists what is opened:
//   viewers      kind of viewer → handle in the demo's world (null: not signed in)
//   pages        { path, viewers, status, visitor, others }: `viewers` see it with `status` (200),
//                where "everyone" is all kinds and "members" all who are signed in; whoever else
//                is refused, a visitor with the status `visitor` (or "sign-in", where they are sent
//                to), the others with the status `others`. What a path has in braces is a place
//                that scene.mjs finds.
//   screenshots  { name, path, viewer, width, theme }: written to docs/screenshots/NAME.png when
//                HUB_SCREENSHOTS=1; then nothing else is done
//
// HUB_PAGES narrows a run to the paths that match it; HUB_KEEP_SCREENSHOTS names a folder that
// gets a picture of everything opened.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { accessibilityProblems, documentProblems, sidewaysProblems, watch } from "./checks.mjs";
import { people, ROOT, startBrowser, startHub } from "./harness.mjs";
import { rows } from "./pairwise.mjs";
import { routeOf, routes } from "./routes.mjs";
import { prepare } from "./scene.mjs";

const list = JSON.parse(await readFile(new URL("pages.json", import.meta.url), "utf8"));
const kinds = Object.keys(list.viewers);
const groups = { everyone: kinds, members: kinds.filter((kind) => list.viewers[kind]) };
const pages = list.pages.map((page) => ({ ...page, viewers: groups[page.viewers] ?? page.viewers }));
const wanted = new RegExp(process.env.HUB_PAGES ?? "");
const chosen = pages.filter(({ path }) => wanted.test(path));
const taking = process.env.HUB_SCREENSHOTS === "1";
const keep = process.env.HUB_KEEP_SCREENSHOTS;

/** How large a screenshot of the README is. */
const SHOT = { 1280: { width: 1280, height: 900 }, 360: { width: 360, height: 740 } };

it("every page that the server has is listed", async () => {
  const all = await routes();
  assert.ok(all.length > 50, `only ${all.length} routes were read`);
  const listed = new Set(pages.map(({ path }) => routeOf(path, all)));
  assert.deepEqual(all.filter((route) => !listed.has(route)), []);
});

describe("pages", { concurrency: 2 }, () => {
  let hub;
  let browser;
  let person;
  let places;
  const looks = new Map();

  before(async () => {
    // One after the other: a browser that nobody holds would keep the process alive if the hub
    // does not start.
    hub = await startHub();
    browser = await startBrowser();
    person = people(browser, hub, list.viewers);
    places = await prepare(async (viewer) => {
      const context = await browser.newContext({
        baseURL: hub.url,
        storageState: await person(viewer),
      });
      return context.newPage();
    });
  });

  after(async () => {
    await browser?.close();
    await hub?.stop();
  });

  async function newContext({ viewer, width, theme }) {
    return browser.newContext({
      baseURL: hub.url,
      storageState: await person(viewer),
      viewport: SHOT[width],
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "Europe/London",
    });
  }

  /**
   * Runs `use` with a page that looks as the row says. Pages are used again, because opening one
   * takes as long as loading it; one that something went wrong in is not.
   */
  async function withPage(row, use) {
    const key = `${row.viewer} ${row.width} ${row.theme}`;
    if (!looks.has(key)) looks.set(key, { context: newContext(row), idle: [] });
    const { context, idle } = looks.get(key);
    const page = idle.pop() ?? (await (await context).newPage());
    try {
      await use(page);
    } catch (error) {
      await page.close();
      throw error;
    }
    await page.removeAllListeners();
    idle.push(page);
  }

  /** The path of an entry of pages.json in this run. */
  function resolve({ path }) {
    return path.replace(/\{(\w+)\}/g, (_, name) => {
      assert.ok(places[name], `scene.mjs finds no place "${name}"`);
      return places[name];
    });
  }

  if (taking) {
    for (const shot of list.screenshots) {
      it(`screenshot ${shot.name}`, async () => {
        const folder = join(ROOT, "docs", "screenshots");
        await mkdir(folder, { recursive: true });
        await withPage({ width: 1280, theme: "light", ...shot }, async (page) => {
          const response = await page.goto(resolve(shot));
          assert.equal(response.status(), 200);
          await page.screenshot({ path: join(folder, `${shot.name}.png`) });
        });
      });
    }
    return;
  }

  for (const row of rows(chosen)) {
    const { page: entry, viewer, width, theme } = row;
    it(`${entry.path} as ${viewer}, ${width} px, ${theme}`, { timeout: 60_000 }, async () => {
      await withPage(row, async (page) => {
        const path = resolve(entry);
        const problems = watch(page, new URL(hub.url).origin);
        const response = await page.goto(path, { waitUntil: "load" });
        assert.equal(response.status(), entry.status ?? 200, `status of ${path}`);
        problems.push(...(await documentProblems(page)));
        problems.push(...(await sidewaysProblems(page)));
        problems.push(...(await accessibilityProblems(page)));
        if (keep) {
          const name = `${entry.path.replace(/\W+/g, "_")}-${viewer}-${width}-${theme}`;
          await page.screenshot({ path: join(keep, `${name}.png`), fullPage: true });
        }
        assert.ok(problems.length === 0, `${path}:\n${problems.join("\n")}`);
      });
    });
  }

  for (const entry of chosen) {
    const refused = kinds.filter((kind) => !entry.viewers.includes(kind));
    if (!refused.length) continue;
    it(`${entry.path} is refused to ${refused.join(", ")}`, async () => {
      for (const viewer of refused) {
        const expected = list.viewers[viewer] ? entry.others : entry.visitor;
        await withPage({ viewer, width: 1280, theme: "light" }, async (page) => {
          const path = resolve(entry);
          const response = await page.request.get(path, {
            maxRedirects: 0,
            // The server may close an idle connection just as it is used again.
            maxRetries: 2,
          });
          if (expected === "sign-in") {
            assert.equal(response.status(), 303, `${path} as ${viewer}`);
            assert.match(response.headers().location, /^\/sign-in\?return=/);
          } else {
            assert.equal(response.status(), expected, `${path} as ${viewer}`);
          }
        });
      }
    });
  }
});
