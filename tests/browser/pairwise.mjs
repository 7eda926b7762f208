// Which page is opened by whom, how wide and in which theme.

export const WIDTHS = [1280, 360];
export const THEMES = ["light", "dark"];

/**
 * Every page is opened once by each of its viewers. Width and theme are dealt out so that each
 * pair (page, width), (page, theme), (viewer, width), (viewer, theme) and (width, theme) is met,
 * rather than every combination: most of what breaks needs two conditions at most. Where a page
 * has too few viewers for that, it is opened again.
 */
export function rows(pages) {
  const met = new Set();
  const pairs = (page, viewer, width, theme) => [
    `${page.path} ${width}`,
    `${page.path} ${theme}`,
    `${viewer} ${width}`,
    `${viewer} ${theme}`,
    `${width} ${theme}`,
  ];
  // A pair with the page (the first two) outweighs all others, or a page would be opened more
  // often than is needed.
  const unmet = (...row) =>
    pairs(...row).reduce((sum, pair, index) => sum + (met.has(pair) ? 0 : index < 2 ? 4 : 1), 0);
  const looks = WIDTHS.flatMap((width) => THEMES.map((theme) => ({ width, theme })));
  const result = [];
  // Of equally good looks the one that was least used, or most rows would look the same.
  const used = new Map(looks.map((look) => [look, 0]));
  const add = (page, viewer) => {
    const gain = (look) => unmet(page, viewer, look.width, look.theme) - used.get(look) / 1e6;
    const best = looks.reduce((left, right) => (gain(right) > gain(left) ? right : left));
    used.set(best, used.get(best) + 1);
    for (const pair of pairs(page, viewer, best.width, best.theme)) met.add(pair);
    result.push({ page, viewer, ...best });
  };
  for (const page of pages) {
    for (const viewer of page.viewers) add(page, viewer);
    const complete = () =>
      WIDTHS.every((width) => met.has(`${page.path} ${width}`)) &&
      THEMES.every((theme) => met.has(`${page.path} ${theme}`));
    while (!complete()) add(page, page.viewers[0]);
  }
  return result;
}
