// A duty reviewer's 20 September 2014: from the alert to a confirmed series with open leads.

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
  // The page's own policy forbids foreign scripts; the checker comes in beside it.
  await page.evaluate(require("node:fs").readFileSync(axe, "utf8"));
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`);
  assert.deepEqual(told, [], name);
}

test("from the alert to a confirmed series with open leads", { timeout: 300_000 }, async () => {
  const page = await signIn("reviewer");
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
  await page.fill("#supply", "no common supply is known; toxicology is not back");
  await page.fill("#institution", "none: both were found outdoors");
  await page.fill("#common-place", "no other such death there");
  await page.fill("#coincidence", "the E-value says how rare this is by chance");
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
