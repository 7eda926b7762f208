// The explorer's examples are queries that the schema answers, with a script and without.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { startBrowser, startHub } from "./harness.mjs";
import { say } from "./sentences.mjs";

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

for (const javaScriptEnabled of [true, false]) {
  it(`answers its examples ${javaScriptEnabled ? "with" : "without"} a script`, async () => {
    const context = await browser.newContext({ baseURL: hub.url, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto("/explorer");
    const names = await page.locator(".explorer-examples a").allInnerTexts();
    assert.ok(names.length >= 6, `${names.length} examples`);
    for (const name of names) {
      await page.goto("/explorer");
      await page.locator(".explorer-examples a").filter({ hasText: name }).first().click();
      await page.getByRole("button", { name: say("explorer-run"), exact: true }).click();
      const answer = page.locator("#answer");
      await answer.filter({ hasText: /\S/ }).waitFor();
      const { data, errors } = JSON.parse(await answer.innerText());
      assert.equal(errors, undefined, `${name}: ${JSON.stringify(errors)}`);
      assert.ok(data, name);
    }
    await context.close();
  });
}
