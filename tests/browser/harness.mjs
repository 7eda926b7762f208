// What every browser test needs: a hub of its own, a browser, and people who are signed in.
//
// The hub is the debug binary with the demo's world, on a free port and in a folder that is
// removed afterwards. HUB_TEST_BINARY and HUB_TEST_CHROMIUM name other programs.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const BINARY =
  process.env.HUB_TEST_BINARY ??
  join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "hub");
const CHROMIUM = process.env.HUB_TEST_CHROMIUM ?? "/usr/bin/chromium";

/** Seeding the demo in a debug build takes its time on a busy machine. */
const START_TIMEOUT = 120_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The environment without settings of whoever runs the tests. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HUB_")));
}

/**
 * Starts `hub serve --demo` and waits until it is ready.
 *
 * @returns {Promise<{url: string, output: () => string, stop: () => Promise<void>}>} `url` has no
 *   slash at its end; `output` is what the server has logged.
 */
export async function startHub({ environment = {} } = {}) {
  if (!existsSync(BINARY)) {
    throw new Error(`${BINARY} is not built; run: cargo build --bin hub`);
  }
  const folder = await mkdtemp(join(tmpdir(), "hub-browser-"));
  const port = await freePort();
  const child = spawn(BINARY, ["serve", "--demo"], {
    cwd: folder,
    env: {
      ...cleanEnvironment(),
      HUB_DATA_DIR: join(folder, "data"),
      HUB_LISTEN: `127.0.0.1:${port}`,
      HUB_PUBLIC_URL: `http://localhost:${port}`,
      HUB_LOG: "warn",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let ended = null;
  const keep = (chunk) => {
    output = (output + chunk).slice(-20_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const exit = new Promise((resolve) => {
    child.once("error", (error) => resolve((ended = String(error))));
    child.once("exit", (code, signal) => resolve((ended = `exit ${signal ?? code}`)));
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);

  async function stop() {
    if (ended === null) {
      child.kill("SIGTERM");
      await Promise.race([exit, sleep(10_000, undefined, { ref: false })]);
      if (ended === null) {
        kill();
        await exit;
      }
    }
    process.removeListener("exit", kill);
    await rm(folder, { recursive: true, force: true });
  }

  const deadline = Date.now() + START_TIMEOUT;
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    if (ended !== null || Date.now() > deadline) {
      const why = ended ?? "not ready in time";
      await stop();
      throw new Error(`the hub did not start (${why}):\n${output}`);
    }
    await sleep(100);
  }
  return { url: `http://localhost:${port}`, output: () => output, stop };
}

/** Starts Chromium, which has no sandbox of its own when it runs as root. */
export function startBrowser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}

/** The token of the first form on a page. */
export function csrfToken(html) {
  const input = /<input\b[^>]*\bname="_csrf"[^>]*>/.exec(html)?.[0];
  return input && /\bvalue="([^"]*)"/.exec(input)?.[1];
}

/**
 * Signs a person of the demo's world in, and gives the state that contexts of theirs begin with:
 * `browser.newContext({ storageState: await signIn(…) })`. Without a handle: a visitor's.
 */
export async function signIn(browser, hub, handle) {
  if (!handle) return undefined;
  const context = await browser.newContext({ baseURL: hub.url });
  try {
    const form = await context.request.get("/demo/sign-in");
    const token = csrfToken(await form.text());
    const response = await context.request.post("/demo/sign-in", {
      form: { handle, ...(token && { _csrf: token }) },
      headers: { origin: hub.url },
      maxRedirects: 0,
    });
    if (response.status() !== 303) {
      throw new Error(`signing in as ${handle} answered ${response.status()}`);
    }
    return await context.storageState();
  } finally {
    await context.close();
  }
}

/** Signs each person in once, however many tests ask. */
export function people(browser, hub, handles) {
  const states = new Map();
  return (viewer) => {
    if (!(viewer in handles)) throw new Error(`pages.json names no viewer "${viewer}"`);
    if (!states.has(viewer)) states.set(viewer, signIn(browser, hub, handles[viewer]));
    return states.get(viewer);
  };
}
