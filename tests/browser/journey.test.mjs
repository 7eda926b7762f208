// The main job through the demo's six steps, by hand, on a telephone, without JavaScript.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { startBrowser, startHub } from "./harness.mjs";
import { say } from "./sentences.mjs";

const TITLE = "A toilet when you need one";

let hub;
let browser;

before(async () => {
  hub = await startHub();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await hub?.stop();
});

it("is done by clicking and filling in forms alone", { timeout: 180_000 }, async () => {
  const context = await browser.newContext({
    baseURL: hub.url,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("response", (response) => {
    if (response.status() >= 400) console.error(response.status(), response.url());
  });
  const main = page.locator("main");
  const button = (key) => main.getByRole("button", { name: say(key), exact: true }).first();
  const link = (key) => main.getByRole("link", { name: say(key), exact: true }).first();

  /** Presses something, and looks whether the page that follows fits the screen. */
  async function press(what) {
    await what.click();
    await page.waitForLoadState("load");
    const error = await page.locator(".error-summary").allInnerTexts();
    assert.deepEqual(error, [], page.url());
    const width = await page.locator("html").evaluate(
      (root) => [root.scrollWidth, root.clientWidth],
    );
    assert.ok(width[0] <= width[1], `${page.url()} is ${width[0]} px wide`);
  }
  const reads = async (text) => {
    const all = await page.locator("body").innerText();
    assert.ok(all.includes(text), `${page.url()} does not say “${text}”:\n${all.slice(0, 800)}`);
  };
  /** Goes to the front page and presses a step's button, as whoever one is by then. */
  async function step(act) {
    await page.goto("/");
    await press(button(`demo-act-${act}`));
  }

  // 1. A council drafts a data challenge.
  await page.goto("/");
  await reads(say("demo-steps-title"));
  await step("officer");
  await reads(say("challenge-state-DRAFT"));
  const challenge = (await page.locator("h1").innerText()).replace(/^[^:]*: /, "");
  await press(button("challenge-submit"));
  await reads(say("done-SubmitChallengeForReview"));

  // 2. The programme publishes it.
  await step("staff");
  await press(button("challenge-publish"));
  await reads(say("done-PublishChallenge"));

  // 3. A developer begins a proposal, and links a dataset.
  await step("developer");
  await reads(challenge);
  await press(link("challenge-start"));
  await main.locator("[name='input.title']").fill(TITLE);
  await press(button("proposal-start-go"));
  await reads(say("done-StartProposal"));
  await press(link("proposal-task-datasets"));
  const dataset = main.locator("[type=checkbox][name^='input.datasets.']").first();
  await dataset.check();
  const at = (await dataset.getAttribute("name")).replace(/\.dataset$/, "");
  await main.locator(`[name='${at}.purpose']`).fill("Where each toilet is, and when it is open.");
  await press(button("proposal-save"));
  await reads(say("done-EditProposal"));

  // 4. A partner agrees, and it is submitted.
  await step("partner");
  await reads(TITLE);
  await press(button("proposal-consent-agree"));
  await reads(say("done-AgreeToPartnership"));
  await step("submit");
  await reads("Where each toilet is, and when it is open.");
  await press(button("proposal-submit"));
  await reads(say("proposal-submitted"));
  const reference = await page.locator(".reference").first().innerText();
  assert.match(reference, /^\S{6,}$/);

  // 5. A judge declares conflicts and scores.
  await step("judge");
  for (const no of await main.getByRole("radio", { name: say("judging-conflict-no") }).all()) {
    await no.check();
  }
  await press(button("judging-declare"));
  await reads(say("done-DeclareConflicts"));
  await press(main.getByRole("link", { name: TITLE }).first());
  const criteria = await main.locator("textarea[name^='input.scores.']").all();
  assert.ok(criteria.length >= 2, `${criteria.length} criteria`);
  for (const [index, comment] of criteria.entries()) {
    await main.locator(`[type=radio][name='input.scores.${index}.level']`).nth(3).check();
    await comment.fill("It names who is helped, and how we shall know.");
  }
  await press(button("judging-submit"));
  await reads(say("done-SubmitReview"));

  // 6. The programme decides, and everybody is told.
  await step("decide");
  const ranking = page.url();
  const decisions = await main
    .locator("table a[href*='/decision/']")
    .evaluateAll((links) => links.map((each) => [each.getAttribute("href"), each.innerText]));
  assert.ok(decisions.length >= 2, `${decisions.length} proposals`);
  for (const [path, text] of decisions) {
    await page.goto(ranking);
    await press(main.locator(`table a[href='${path}']`));
    const selected = text.includes(TITLE);
    await main.locator(`[name='input.outcome'][value=${selected ? "SELECT" : "DECLINE"}]`).check();
    await main.locator("[name='input.reason']").fill("It was ranked, and read, with care.");
    await main.locator("[name='input.feedback']").fill("Thank you; the data was put to good use.");
    await press(button("judging-save-decision"));
    await reads(say("done-DecideProposal"));
  }
  await press(link("judging-to-announce"));
  await main.locator("[name='input.announcement']").fill("It helps people who need a toilet soon.");
  await press(button("judging-announce"));
  await reads(say("done-AnnounceDecision"));
  await reads("It helps people who need a toilet soon.");

  // The project, with the dataset that was linked.
  await press(main.getByRole("link", { name: TITLE }).first());
  await reads(TITLE);
  assert.match(page.url(), /\/projects\/\d+/);
  await reads("Where each toilet is, and when it is open.");

  // The letter.
  await step("letters");
  const letter = main.locator("a[href^='/demo/mailbox/maya/']").filter({ hasText: TITLE }).first();
  await press(letter);
  await reads(TITLE);
  await reads("Thank you; the data was put to good use.");
  await context.close();
});
