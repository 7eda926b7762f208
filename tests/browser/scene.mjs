// Where the pages of the demo's world are whose addresses are numbered or random, and the few
// things that its seed leaves to its visitors: a draft of a proposal whose partners have yet to
// answer, an invitation, a listing that waits to be confirmed.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** A listing of two datasets, as CKAN's package_search answers. */
const LISTING = JSON.stringify({
  success: true,
  result: {
    count: 2,
    results: [
      {
        id: "7d2b6f0e-3c58-4c37-9a4e-1f0a51d3b001",
        name: "allotment-sites",
        title: "Allotment sites",
        notes: "Every allotment site with its number of plots.",
        license_id: "uk-ogl",
        organization: { title: "Lichfield District Council", name: "lichfield-district-council" },
        resources: [
          { id: "r1", name: "Sites", format: "CSV", url: "https://data.example.org/sites.csv" },
        ],
      },
      { id: "7d2b6f0e-3c58-4c37-9a4e-1f0a51d3b002", name: "no-title" },
    ],
  },
});

/**
 * A score sheet with new notes in each row, the first of which was made from a version that is gone,
 * and with a row that is nobody's.
 */
function filledIn(sheet) {
  const noted = sheet.replace(/,[^,"\n]*,(yes|no)\r\n/g, ",Read on paper,$1\r\n");
  const stale = noted.replace(/^(MIL-[^,]*,(?:"[^"]*"|[^,"]*),)\d+/m, (_, start) => `${start}99`);
  return `${stale}MIL-1999-001\r\n`;
}

/** The first part of `html` that matches, without the escapes of an attribute. */
function first(html, pattern, where) {
  const found = pattern.exec(html.replaceAll("&#x2f;", "/").replaceAll("&amp;", "&"));
  assert.ok(found, `${where} has nothing like ${pattern}`);
  return found[1];
}

/**
 * Sends the main form of a page, and gives what `pattern` finds in the address that follows, which
 * the page's own address must not fit.
 */
async function send(page, pattern) {
  await page.locator("main form .button[type=submit]").last().click();
  await page.waitForURL(pattern, { timeout: 15_000 }).catch(() => {});
  const found = pattern.exec(page.url());
  if (!found) {
    const why = await page.locator(".error-summary").allInnerTexts();
    throw new Error(`${page.url()} is not ${pattern}: ${why.join(" ")}`);
  }
  return found[1];
}

/**
 * Prepares the world, and names its places for the paths of pages.json.
 *
 * @param open gives a browser's page for a kind of viewer, to be closed by its caller
 * @returns {Promise<Record<string, string>>}
 */
export async function prepare(open) {
  const places = {};

  /** What a viewer reads at a path. */
  async function as(viewer, use) {
    const page = await open(viewer);
    try {
      return await use(page, async (path, pattern) => {
        const response = await page.request.get(path);
        assert.equal(response.status(), 200, `${path} as ${viewer}`);
        return first(await response.text(), pattern, path);
      });
    } finally {
      await page.context().close();
    }
  }

  await as("visitor", async (page, find) => {
    places.announced = await find("/challenges", /href="\/challenges\/(\d+)-make-it-local-the-first-call/);
    places.open = await find("/challenges", /href="\/challenges\/(\d+)-make-it-local-spring-call/);
    const partners = `/challenges/${places.open}/partners`;
    places.notice = await find(partners, /href="\/challenges\/\d+\/partners\/(\d+)"/);
    places.programme = await find("/programmes", /href="\/programmes\/(\d+-make-it-local[^"/]*)"/);
    places.project = await find("/projects", /href="\/projects\/(\d+-swings[^"]*)"/);
    places.community = await find("/communities", /href="\/communities\/(\d+)-open-data/);
    places.dataset = await find(`/projects/${places.project}`, /href="\/datasets\/(\d+-[^"/]*)"/);
    places.category = await find("/forum", /href="\/forum\/categories\/([^"]+)"/);
    places.council = await find("/organisations", /href="\/organisations\/(\d+-lichfield[^"/]*)"/);
  });

  await as("developer", async (page, find) => {
    places.firm = await find("/people/maya", /href="\/organisations\/(\d+-fernhill[^"/]*)"/);
    places.topic = await find("/forum", /href="\/forum\/(\d+-how-do-you-find-out[^"/#]*)/);
    places.ownPost = await find(`/forum/${places.topic}`, /\/posts\/(\d+)\/delete/);
    places.post = await find(`/forum/${places.topic}`, /\/posts\/(\d+)\/report/);
    places.letter = await find("/demo/mailbox/maya", /href="\/demo\/mailbox\/maya\/([^"]+)"/);
    // Of a call whose judges have not said yet that they have no conflict: none may read it.
    places.submitted = await find("/proposals", /href="\/proposals\/([^"/]+)">The gritter/);
    const mine = await (await page.request.get("/proposals")).text();
    for (const [, key] of mine.matchAll(/href="\/proposals\/([\w-]+)"/g)) {
      const path = `/proposals/${key}/decision`;
      if ((await page.request.get(path)).status() === 200) places.settled ??= key;
    }
    assert.ok(places.settled, "no decision is announced to the developer");

    await page.goto(`/challenges/${places.open}/propose`);
    await page.getByLabel("Title").fill("Plots on a map");
    await page.getByLabel("Lead council").selectOption({ label: "Lichfield District Council" });
    places.draft = await send(page, /\/proposals\/([^/?]+)/);
    await page.goto(`/proposals/${places.draft}/edit`);
    await page.locator("[name='input.summary']").fill("Every allotment, and how long to wait.");
    await page.locator("[name='input.impact']").fill("About 900 households wait for a plot.");
    await page.locator("[type=checkbox][name='input.datasets.0.dataset']").check();
    await page.locator("[name='input.datasets.0.purpose']").fill("Which bus goes to which site.");
    await page.locator("[name='input.datasets.0.published'][value='true']").check();
    await send(page, /done=EditProposal/);
    for (const [field, who] of [["handle", "tom"], ["email", "partner@elsewhere.demo.example"]]) {
      await page.goto(`/proposals/${places.draft}/partners`);
      await page.locator(`main input[name="input.${field}"]`).fill(who);
      await send(page, /done=AddPartner/);
    }
  });

  await as("officer", async (page, find) => {
    const partners = `/challenges/${places.open}/partners`;
    places.introduction = await find(partners, /href="\/introductions\/([\w-]+)"/);
    places.challenge = await find("/challenges", /href="\/challenges\/(\d+)-find-an-open-step-free/);
    places.ownDataset = await find("/datasets?q=Lichfield", /href="\/datasets\/(\d+)-car-parks-in-lich/);
    await page.goto("/datasets/import");
    await page.locator("input[type=file]").setInputFiles({
      name: "listing.json",
      mimeType: "application/json",
      buffer: Buffer.from(LISTING),
    });
    await page.locator('main [name="input.sourceName"]').fill("data.lichfield.demo.example");
    places.upload = await send(page, /\/datasets\/import\/([^/?]+)/);
  });

  await as("judge", async (page) => {
    const desks = await (await page.request.get("/judging")).text();
    for (const [, key] of desks.matchAll(/href="\/judging\/([\w-]+)"/g)) {
      const declared = await (await page.request.get(`/judging/${key}/conflicts`)).text();
      if (declared.includes('name="input.takingPart')) places.blindDesk ??= key;
      const desk = await (await page.request.get(`/judging/${key}`)).text();
      const card = /href="\/judging\/[\w-]+\/proposals\/([\w-]+)"/.exec(desk);
      if (!card) continue;
      const score = await (await page.request.get(`/judging/${key}/proposals/${card[1]}`)).text();
      if (score.includes('value="SubmitReview"') && !places.scored) {
        Object.assign(places, { desk: key, scored: card[1] });
      }
    }
    assert.ok(places.scored, "the judge has nothing to score");
    assert.ok(places.blindDesk, "the judge declares nothing without names");
    const sheet = await (await page.request.get(`/judging/${places.desk}/scores.csv`)).text();
    await page.goto(`/judging/${places.desk}/upload`);
    await page.locator("input[type=file]").setInputFiles({
      name: "scores.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(filledIn(sheet)),
    });
    places.scores = await send(page, /\/upload\/([^/?]+)/);
  });

  await as("staff", async (page, find) => {
    places.ranked = await find("/challenges", /href="\/challenges\/(\d+)-libraries-that-are/);
    places.judging = await find("/challenges", /href="\/challenges\/(\d+)-is-my-road-gritted/);
    places.moderated = await find("/challenges", /href="\/challenges\/(\d+)-nine-years-for-an/);
    places.offered = await find("/challenges", /href="\/challenges\/(\d+)-which-way-is-the-air/);
    places.decided = await find(
      `/challenges/${places.judging}/decision`,
      /\/decision\/([\w-]+)"/,
    );
    // A conflict of interest of the judge who was appointed last, with one of the proposals.
    const conflicts = `/challenges/${places.judging}/conflicts`;
    await page.goto(conflicts);
    const judges = page.locator('main [name="input.judge"]');
    await judges.selectOption({ index: (await judges.locator("option").count()) - 1 });
    await page.locator('main [name="input.kind"]').selectOption("MONEY");
    await page.locator('main [name="input.note"]').fill("They hold shares of the developer.");
    await send(page, /\?done=(AddConflict)/);
    const link = /\/conflicts\/([\w-]+)\/([\w-]+)"/.exec(await page.content());
    [, places.conflicted, places.conflict] = link;
  });

  await as("administrator", async (_, find) => {
    places.mail = await find("/admin/mail", /href="\/admin\/mail\/([\w-]+)"/);
    const letters = "/admin/mail?to=partner@elsewhere.demo.example";
    const letter = await find(letters, /href="(\/admin\/mail\/[\w-]+)"/);
    // A letter can be read once the worker has come round to it.
    for (let tries = 0; !places.invitation; tries += 1) {
      try {
        places.invitation = await find(letter, /\/invitations\/([\w-]+)/);
      } catch (error) {
        if (tries === 60) throw error;
        await sleep(500);
      }
    }
  });

  await as("visitor", async (page, find) => {
    for (const handle of ["ben", "priya", "maya", "sam"]) {
      const box = await (await page.request.get(`/demo/mailbox/${handle}`)).text();
      for (const [, key] of box.matchAll(/href="\/demo\/mailbox\/\w+\/([^"]+)"/g)) {
        const text = await (await page.request.get(`/demo/mailbox/${handle}/${key}`)).text();
        const token = /\/unsubscribe\/([\w-]+)/.exec(text);
        if (token) places.unsubscribe ??= token[1];
        const question = /\/still-live\/([\w-]+)/.exec(text);
        if (question) places.stillLive ??= question[1];
      }
      if (places.unsubscribe && places.stillLive) break;
    }
    assert.ok(places.stillLive, "nobody is asked whether a project is still live");
    assert.ok(places.unsubscribe, "no letter can be unsubscribed from");
  });
  return places;
}
