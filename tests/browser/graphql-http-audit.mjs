// Audits a running GraphQL endpoint against the GraphQL-over-HTTP specification.
//
//   node graphql-http-audit.mjs http://127.0.0.1:8080/graphql
//
// Prints what is not as it should be, and fails unless every audit that there is passes, the
// optional ones included.
import { auditServer } from "graphql-http";

const AUDITS = 61;

const url = process.argv[2];
if (!url) {
  console.error("Usage: node graphql-http-audit.mjs URL");
  process.exit(2);
}

const results = await auditServer({ url });
for (const result of results) {
  if (result.status !== "ok") {
    console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
  }
}
const passed = results.filter((result) => result.status === "ok").length;
console.log(`${passed} of ${results.length} ok`);
process.exit(passed === AUDITS && results.length === AUDITS ? 0 : 1);
