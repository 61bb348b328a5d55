// Opens the built assets in Chromium under the policy of the workbench. Screenshots go to test/out/.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const OUT = fileURLToPath(new URL("../out/", import.meta.url));
const ARGS = ["--no-sandbox", "--disable-gpu"];

let server;
let browser;

before(async () => {
  mkdirSync(OUT, { recursive: true });
  server = await serve();
  browser = await launch(ARGS);
});

after(async () => {
  await browser?.close();
  server?.close();
});

function launch(args) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

/** Opens the fixture; afterwards fails on any message of the console but those expected, and on any request to elsewhere. */
async function opened(options, use, on = browser, path = "/series", expected = /^$/) {
  const context = await on.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /content.security.policy/i.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  context.on("request", (request) => {
    if (!request.url().startsWith(server.origin) && !/^(blob|data):/.test(request.url())) faults.push(`request to ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
  });
  await page.goto(`${server.origin}${path}`, { waitUntil: "networkidle" });
  await use(page);
  await context.close();
  assert.deepEqual(faults.filter((fault) => !expected.test(fault)), []);
}

async function settled(page) {
  await page.waitForSelector("cg-map .figure.moving .maplibregl-canvas");
  await page.waitForTimeout(2500);
}

async function violations(page) {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate((await import("node:fs")).readFileSync(AXE, "utf8"));
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 640]) {
    test(`the page is whole, quiet and accessible, ${scheme}, ${width} pixels wide`, async () => {
      await opened({ colorScheme: scheme, viewport: { width, height: 900 } }, async (page) => {
        await settled(page);
        await page.screenshot({ path: `${OUT}${scheme}-${width}.png`, fullPage: true });
        assert.deepEqual(await violations(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0, "the page scrolls sideways");
      });
    });
  }
}

test("every drawing says in one sentence what is seen", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    const names = await page.$$eval("cg-timeline, cg-graph, cg-waterfall, cg-curve, cg-map", (elements) =>
      elements.map((element) => element.querySelector(".drawing [role=img]")?.getAttribute("aria-label") ?? `${element.localName} has none`),
    );
    for (const name of names) assert.match(name, /^[A-Z0-9].*\.$/);
  });
});

test("a click on a point of the map opens a popup that leads to the death", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    const box = await page.locator(".maplibregl-canvas").boundingBox();
    let link = 0;
    // Where the members lie depends on the frame, so the pointer looks for them along a grid.
    search: for (let x = 0.15; x < 0.9; x += 0.02) {
      for (let y = 0.1; y < 0.95; y += 0.04) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
        if (!(await page.locator(".maplibregl-canvas.over-death").count())) continue;
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
        link = await page.locator('.maplibregl-popup a[href^="/deaths/"]').count();
        break search;
      }
    }
    assert.ok(link > 0, "no popup with a link");
    await page.screenshot({ path: `${OUT}popup.png` });
  });
});

test("the map follows a change between light and dark", async () => {
  await opened({ colorScheme: "light", viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(2500);
    await page.locator(".moving-map").screenshot({ path: `${OUT}switched.png` });
    const label = await page.$eval(".map-grid text", (text) => getComputedStyle(text).fill);
    assert.notEqual(label, "rgb(29, 35, 39)");
  });
});

/** Goes over the map until its line says something of that kind, and gives it back. */
async function pointedAt(page, kind, step = 0.04) {
  const box = await page.locator("cg-map .moving-map, cg-map .stage:visible").first().boundingBox();
  for (let y = 0.08; y < 0.95; y += step) {
    for (let x = 0.05; x < 0.95; x += step) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      const said = (await page.textContent("cg-map .readout")) ?? "";
      if (kind.test(said)) return said;
    }
  }
  return undefined;
}

const layerBox = (page, name) => page.getByRole("group", { name: "Layers of the office" }).getByRole("checkbox", { name });

test("the office's layers lie below the deaths, tell their names, and are switched by keyboard for the session", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    const map = page.locator(".moving-map");
    const both = await map.screenshot({ path: `${OUT}layers.png` });
    assert.match(await page.textContent(".map-layers"), /Streets© Borough of Invention/);
    assert.match((await pointedAt(page, /Wards: /)) ?? "", /^(Wards: \w+ward|.*; Wards: )/);
    assert.match((await pointedAt(page, /Streets: /)) ?? "", /Streets: (London Road|Church Lane|Market Hall|Corn Exchange|Bridge Stop)/);
    assert.match((await pointedAt(page, /^14-/, 0.02)) ?? "", /died/);
    await page.mouse.move(0, 0);
    await layerBox(page, "Wards").focus();
    await page.keyboard.press("Space");
    await page.waitForTimeout(800);
    const streetsOnly = await map.screenshot();
    assert.notDeepEqual(streetsOnly, both);
    assert.equal(await pointedAt(page, /Wards: /, 0.15), undefined);
    await page.reload({ waitUntil: "networkidle" });
    await settled(page);
    assert.equal(await layerBox(page, "Wards").isChecked(), false);
    assert.equal(await layerBox(page, "Streets").isChecked(), true);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(1500);
    assert.match((await pointedAt(page, /Streets: /)) ?? "", /Streets: /, "layers stay through a change of colours");
    await layerBox(page, "Wards").press("Space");
    await page.waitForTimeout(1500);
    await map.screenshot({ path: `${OUT}layers-dark.png` });
    assert.match((await pointedAt(page, /Wards: /)) ?? "", /Wards: /);
  });
});

test("the arrow keys tell what they bring to the middle of the map", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    await page.locator(".maplibregl-canvas").focus();
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(1500);
    assert.match(await page.textContent("cg-map .readout"), /Wards: \w+ward|died/);
    await page.locator(".moving-map").screenshot({ path: `${OUT}cross.png` });
  });
});

test("tiles that are pictures lie below the shapes", async () => {
  await opened(
    { viewport: { width: 1280, height: 900 } },
    async (page) => {
      await settled(page);
      await page.locator(".moving-map").screenshot({ path: `${OUT}ground.png` });
      assert.match((await pointedAt(page, /Wards: /)) ?? "", /Wards: /);
      await layerBox(page, "Ground").uncheck();
      await page.waitForTimeout(800);
      await page.locator(".moving-map").screenshot({ path: `${OUT}ground-off.png` });
    },
    browser,
    "/with-ground",
  );
});

test("a layer that cannot be shown says why, and harms nothing", async () => {
  await opened(
    { viewport: { width: 1280, height: 900 } },
    async (page) => {
      await settled(page);
      const told = Object.fromEntries(await page.$$eval(".map-layers li", (lines) => lines.map((line) => [line.querySelector("label").textContent, line.querySelector(".note").textContent])));
      assert.deepEqual(told, {
        Gone: "not shown: the server answered 404",
        Page: "not shown: it is not JSON",
        Metres: "not shown: its feature 1 is not in degrees of longitude and latitude (WGS 84)",
        Large: "not shown: it is larger than 50 MB; made into PMTiles it can be shown",
        Torn: "not shown: it is not a PMTiles archive that can be read",
        Nameless: "not shown: its metadata names no layers",
        Elsewhere: "not shown: it is not on this server",
        Wards: "",
      });
      assert.match((await pointedAt(page, /Wards: /)) ?? "", /Wards: /);
      assert.deepEqual(await violations(page), []);
      await page.locator("cg-map").screenshot({ path: `${OUT}faults.png` });
    },
    browser,
    "/with-faults",
    /404/,
  );
});

test("an entry of the list lights its point up", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    const shot = () => page.locator(".moving-map").screenshot();
    const plain = await shot();
    await page.focus('cg-map table a[href="/deaths/15-04402"]');
    await page.waitForTimeout(500);
    const lit = await page.locator(".moving-map").screenshot({ path: `${OUT}lit.png` });
    assert.notDeepEqual(lit, plain);
  });
});

test("the arrow keys go through the bars and tell their reasons", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await page.focus("cg-waterfall [role=option]");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.textContent("cg-waterfall .readout"), /^time \+0\.8: 23 days apart/);
    await page.keyboard.press("End");
    assert.match(await page.textContent("cg-waterfall .readout"), /^total \+6\.4/);
    await page.locator("cg-waterfall").screenshot({ path: `${OUT}focus.png` });
  });
});

test("a figure is drawn to the width it has", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    const width = () => page.$eval("cg-timeline .drawing", (drawing) => Number(drawing.getAttribute("width")));
    const wide = await width();
    await page.setViewportSize({ width: 500, height: 900 });
    await page.waitForTimeout(300);
    assert.ok((await width()) < 500 && wide > 1000);
  });
});

test("without WebGL the map is drawn as SVG, with the same points and a bar in metres", async () => {
  const plain = await launch([...ARGS, "--disable-3d-apis"]);
  try {
    for (const colorScheme of ["light", "dark"]) {
      await opened(
        { colorScheme, viewport: { width: 1280, height: 900 } },
        async (page) => {
          await page.waitForTimeout(800);
          assert.equal(await page.locator(".moving-map").count(), 0);
          assert.equal(await page.locator("cg-map .drawing .mark").count(), 64);
          assert.match((await page.locator("cg-map .map-label").allTextContents()).join("; "), /\d m$/);
          assert.match((await pointedAt(page, /Wards: /)) ?? "", /Wards: (West|East)ward|Wards: Mill Brook/);
          assert.equal(await page.locator("cg-map .layer .point").count(), 1);
          assert.equal(await layerBox(page, "Streets").isDisabled(), true);
          assert.match(await page.textContent(".map-layers"), /tiles need WebGL/);
          await layerBox(page, "Wards").press("Space");
          assert.equal(await page.locator("cg-map .stage .layer").count(), 0);
          await layerBox(page, "Wards").press("Space");
          await page.focus('cg-map table a[href="/deaths/15-04402"]');
          assert.equal(await page.locator("cg-map .mark.lit").count(), 1);
          await page.locator("cg-map").screenshot({ path: `${OUT}svg-map-${colorScheme}.png` });
          assert.deepEqual(await violations(page), []);
        },
        plain,
      );
    }
  } finally {
    await plain.close();
  }
});

test("on paper the map is the drawn one", async () => {
  await opened({ colorScheme: "dark", viewport: { width: 1280, height: 900 } }, async (page) => {
    await settled(page);
    await page.pdf({ path: `${OUT}print.pdf`, format: "A4" });
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".moving-map").isVisible(), false);
    assert.equal(await page.locator("cg-map .drawing").isVisible(), true);
    assert.equal(await page.locator("cg-map .stage .layer").count(), 1);
    assert.equal(await page.locator(".map-layers .on-paper").isVisible(), true);
    assert.equal(await page.locator(".map-layers input").first().isVisible(), false);
  });
});

test("keys reach the search field, other pages and their own list, and can be turned off", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "q");
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("?");
    assert.equal(await page.locator("dialog.keys").isVisible(), true);
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: `${OUT}keys.png` });
    await page.locator("dialog.keys input").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.notEqual(await page.evaluate(() => document.activeElement?.id), "q");
    await page.getByRole("button", { name: "Keys" }).click();
    await page.locator("dialog.keys input").check();
    await page.getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.waitForURL(`${server.origin}/`);
  });
});

test("a word explains itself to the keyboard, and Escape takes the explanation away", async () => {
  await opened({ viewport: { width: 1280, height: 900 } }, async (page) => {
    // From far below, so that the page scrolls to it.
    await page.focus("#what");
    await page.focus("abbr.word");
    await page.waitForTimeout(300);
    assert.match(await page.textContent(".bubble"), /by chance alone/);
    assert.equal(await page.locator(".bubble").isVisible(), true);
    const [word, bubble] = [await page.locator("abbr.word").boundingBox(), await page.locator(".bubble").boundingBox()];
    assert.ok(Math.abs(bubble.y - word.y - word.height) < 20, "the explanation stands by its word");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".bubble").isVisible(), false);
  });
});

test("without script the tables stand alone", async () => {
  await opened({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page) => {
    assert.equal(await page.locator("cg-map table").isVisible(), true);
    assert.equal(await page.locator(".figure").count(), 0);
  });
});
