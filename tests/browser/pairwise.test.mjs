import assert from "node:assert/strict";
import { test } from "node:test";
import { rows, THEMES, WIDTHS } from "./pairwise.mjs";

test("each page is opened by each of its viewers, in both widths and both themes", () => {
  const pages = [
    { path: "/", viewers: ["visitor", "member", "judge"] },
    { path: "/one", viewers: ["member"] },
    { path: "/two", viewers: ["judge", "visitor"] },
  ];
  const all = rows(pages);
  for (const page of pages) {
    const own = all.filter((row) => row.page === page);
    assert.deepEqual(new Set(own.map((row) => row.viewer)), new Set(page.viewers));
    assert.deepEqual(new Set(own.map((row) => row.width)), new Set(WIDTHS));
    assert.deepEqual(new Set(own.map((row) => row.theme)), new Set(THEMES));
    assert.equal(own.length, Math.max(2, page.viewers.length));
  }
  const looks = new Set(all.map((row) => `${row.width} ${row.theme}`));
  assert.equal(looks.size, WIDTHS.length * THEMES.length);
});
