// A duty reviewer's 20 September 2014: from the import to a confirmed series with open leads.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

const require = createRequire(new URL("../../../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const address = process.env.ADDRESS;
const pictures = process.env.PICTURES;
const PASSWORD = "barking 2014 demonstration";
// What is put on page contents by script, so that pictures and checks come after it.
const SETTLED = 800;

let browser;
const faults = [];

before(async () => {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

after(async () => {
  await browser.close();
});

async function signIn(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:") && !url.startsWith("blob:")) faults.push(`request to ${url}`);
  });
  await page.goto(`${address}/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", PASSWORD);
  await page.click("main button");
  await page.waitForSelector("h1:has-text('Today')");
  return page;
}

async function picture(page, name) {
  await page.waitForTimeout(SETTLED);
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  await page.screenshot({ path: `${pictures}/${name}.top.png` });
  await check(page, name);
}

// No fault that axe can see, by the Web Content Accessibility Guidelines 2.2, A and AA.
async function check(page, name) {
  // The page's own policy forbids foreign scripts; the checker comes in beside it.
  await page.evaluate(require("node:fs").readFileSync(axe, "utf8"));
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`);
  assert.deepEqual(told, [], name);
}

test("from the import to a confirmed series with open leads", { timeout: 300_000 }, async () => {
  const page = await signIn("reviewer");
  const alerts = page.locator("section[aria-labelledby=alerts] tbody tr");
  const before = await alerts.count();
  await page.setInputFiles("#file", process.env.TODAY);
  await page.click("button:has-text('Take in and link')");
  await page.waitForSelector("h1:has-text('Taken in')", { timeout: 120_000 });
  await picture(page, "taken-in");
  await page.click("a:has-text('On to today')");
  await page.waitForSelector("h1:has-text('Today')");
  assert.ok((await alerts.count()) > before, "the day's deaths raise an alert");
  await picture(page, "today");
  const alert = page.locator("section[aria-labelledby=alerts] tbody a").first();
  await alert.click();
  await page.waitForSelector("h1:has-text('Series')");
  const members = await page.locator("section[aria-labelledby=members] tbody tr").count();
  assert.ok(members >= 2, `${members} members`);
  await picture(page, "series");

  await page.locator("section[aria-labelledby=members] tbody a").last().click();
  await page.waitForSelector("h2:has-text('On record')");
  await picture(page, "death");
  await page.locator("a:has-text('side by side')").first().click();
  await page.waitForSelector("h1:has-text('Side by side')");
  await picture(page, "compare");

  await page.goto(`${address}/series`);
  await picture(page, "all-series");
  await page.locator("tbody a").first().click();
  await page.click("button:has-text('Add the checks that policy requires')");
  await page.waitForSelector("text=Has the person who found the body been traced");
  await page.selectOption("#link-value", "confirmed");
  await page.fill("#explanation-supply", "no common supply is known; toxicology is not back");
  await page.fill("#explanation-institution", "none: both were found outdoors");
  await page.fill("#explanation-place", "no other such death there");
  await page.fill("#explanation-coincidence", "the E-value says how rare this is by chance");
  await page.fill("#link-reason", "same place, same posture, telephones missing, three weeks apart");
  await page.fill("#link-policy", "unexpected deaths 2014-1");
  await page.click("button:has-text('Put the review on record')");
  await page.waitForSelector("text=Review in force");
  await picture(page, "reviewed");
  await page.click("a:has-text('When could we have known')");
  await page.waitForSelector("h1:has-text('When could we have known')");
  await picture(page, "known");

  const supervisor = await signIn("supervisor", { colorScheme: "dark" });
  await supervisor.click("nav a:has-text('To do')");
  await picture(supervisor, "to-do");
  await supervisor.locator("tbody a:has-text('decision')").first().click();
  await supervisor.fill("#remark", "agreed; homicide team to be told today");
  await supervisor.click("button:has-text('Sign off')");
  await supervisor.waitForSelector("text=Signed off by supervisor");

  const administrator = await signIn("administrator");
  await administrator.click("nav a:has-text('Audit')");
  await administrator.waitForSelector("text=the trail is whole");
  await picture(administrator, "audit");
  assert.deepEqual(faults, []);
});

test("a document is read, and what it says is decided on", { timeout: 120_000 }, async () => {
  const page = await signIn("reviewer");
  await page.click("nav a:has-text('Documents')");
  const text = "A man of 21 from Gravesend was found dead in a churchyard in Barking on 20 September 2014. He had taken GHB.";
  await page.setInputFiles("#file", { name: "report of 22 September.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.click("button:has-text('Read and add')");
  await page.waitForSelector("h2:has-text('Deaths that it seems to speak of')");
  await picture(page, "document");
  assert.deepEqual(faults, []);
});

// Every page there is, with what stands on it after the walk.
async function pages(page) {
  const href = async (from, selector) => {
    await page.goto(address + from);
    return page.locator(selector).first().getAttribute("href");
  };
  const series = await href("/series", "tbody a");
  const death = await href(series, "section[aria-labelledby=members] tbody a");
  const compare = await href(death, "a:has-text('side by side')");
  const matter = await href("/queue", "tbody a[href^='/matters/']");
  const document = await href("/documents", "main li a");
  const kept = ["/", "/series", "/queue", "/documents", "/search?q=churchyard", "/search?q=nothing+has+this", "/deaths/none", "/account"];
  const why = `/why?deaths=${encodeURIComponent('["A1"]')}&back=/`;
  return [...kept, series, `${series}/known`, death, compare, matter, document, why, "/sign-in", "/audit"];
}

const WAYS = {
  light: {},
  dark: { colorScheme: "dark" },
  "at 200%": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
};

for (const [way, options] of Object.entries(WAYS)) {
  test(`every page is whole and accessible, ${way}`, { timeout: 300_000 }, async () => {
    const page = await signIn("reviewer", options);
    for (const path of await pages(page)) {
      await page.goto(address + path);
      await page.waitForTimeout(SETTLED);
      await check(page, `${path} ${way}`);
      const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      assert.ok((await page.evaluate(wide)) <= 0, `${path} ${way} scrolls sideways`);
      await page.emulateMedia({ media: "print" });
      assert.ok(!(await page.locator("header.bar nav").first().isVisible().catch(() => false)), `${path} prints its navigation`);
      await page.emulateMedia({ media: "screen" });
    }
    const administrator = await signIn("administrator", options);
    for (const path of ["/office", "/audit"]) {
      await administrator.goto(address + path);
      await check(administrator, `${path} ${way}`);
    }
    // The browser itself tells of what is missing or not for this role.
    const told = faults.filter((fault) => !/40[34]/.test(fault));
    assert.deepEqual(told, []);
    faults.length = 0;
  });
}

test("the keyboard alone leads to the search and through it", { timeout: 60_000 }, async () => {
  const page = await signIn("reviewer");
  await page.keyboard.press("/");
  await page.keyboard.type("churchyard");
  await page.keyboard.press("Enter");
  await page.waitForSelector("h1:has-text('Search')");
  const hits = await page.locator("main li").count();
  assert.ok(hits > 0);
  await picture(page, "search");
  assert.deepEqual(faults, []);
});
