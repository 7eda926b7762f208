// The GraphQL endpoint against the audit of the GraphQL-over-HTTP specification: MUST, SHOULD and
// MAY alike.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { serverAudits } from "graphql-http";
import { startHub } from "./harness.mjs";

describe("GraphQL over HTTP", () => {
  let hub;

  before(async () => {
    hub = await startHub();
  });

  after(() => hub?.stop());

  // The address is known only once the server runs, and is asked for at each request.
  const audits = serverAudits({ url: () => `${hub.url}/graphql`, fetchFn: fetch });

  it("is audited completely", () => {
    assert.ok(audits.length >= 61, `${audits.length} audits`);
  });

  for (const audit of audits) {
    it(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      assert.equal(result.status, "ok", result.reason);
    });
  }
});
