// Opens the report named by REPORT, the evaluation named by EVALUATION and the scan named by SCAN in Chromium and looks at
// what a reader would see.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const report = pathToFileURL(process.env.REPORT).href;
const evaluation = pathToFileURL(process.env.EVALUATION).href;
const scan = pathToFileURL(process.env.SCAN).href;
const pages = { report, evaluation, scan };
const arguments_ = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: arguments_ });
});
after(() => browser?.close());

async function opened(options = {}, address = report) {
  const page = await browser.newPage(options);
  const [complaints, requests] = [[], []];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  return { page, complaints, requests };
}

for (const [name, address] of Object.entries(pages)) {
  test(`the ${name} complains of nothing and requests nothing but itself`, async () => {
    const { page, complaints, requests } = await opened({}, address);
    await page.waitForTimeout(300);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.filter((url) => url !== address && !url.startsWith("data:")), []);
    await page.close();
  });
}

test("the policy stops a script, a style and a picture from elsewhere", async () => {
  const { page, complaints, requests } = await opened();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="https://example.invalid/x.png"><p style="color:red">x</p>');
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
  });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(complaints.some((text) => text.includes("Content Security Policy")));
  assert.equal(requests.filter((url) => url.startsWith("http") && !complaints.some((text) => text.includes(url))).length, 0);
  await page.close();
});

test("series, charts and limits are there without the script", async () => {
  const { page } = await opened({ javaScriptEnabled: false });
  assert.equal(await page.locator("section.one").count(), 3);
  assert.match(await page.locator("h1").innerText(), /2 series stand out; 1 more is listed that chance would also show, about 3\.4 in each register/);
  for (const chart of ["svg.map", "svg.overview", "svg.plot", "svg.replay", "svg.chance", "ol.waterfall"]) {
    assert.ok((await page.locator(chart).first().boundingBox()).height > 40, chart);
  }
  await page.locator(".links summary").first().click();
  assert.ok(await page.locator(".links ol.waterfall").first().isVisible());
  assert.ok(await page.getByText("It is no probability of guilt.").isVisible());
  assert.ok(await page.locator(".tools").isHidden());
  await page.close();
});

test("the four drawings of an evaluation are there without the script", async () => {
  const { page } = await opened({ javaScriptEnabled: false }, evaluation);
  assert.equal(await page.locator("svg.framed").count(), 4);
  for (const drawing of await page.locator("svg.framed").all()) {
    const { width, height } = await drawing.boundingBox();
    assert.ok(width > 250 && height > 250);
    assert.ok((await drawing.locator("path.expected, .bin circle").count()) > 0);
  }
  await page.close();
});

test("map, time and draws of a scan are there without the script", async () => {
  const { page } = await opened({ javaScriptEnabled: false }, scan);
  assert.ok((await page.locator("section.one").count()) > 0);
  for (const chart of ["svg.scan-map", "section.one svg.plot", "#chance svg.plot"]) {
    const { width, height } = await page.locator(chart).first().boundingBox();
    assert.ok(width > 250 && height > 100, chart);
  }
  assert.ok(await page.getByText("A cluster is a lead, not a cause.", { exact: true }).isVisible());
  await page.close();
});

for (const [name, address] of Object.entries(pages)) {
  for (const width of [1280, 768, 390, 320]) {
    test(`nothing sticks out of the ${name} at ${width} pixels`, async () => {
      const { page } = await opened({ viewport: { width, height: 900 } }, address);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      await page.close();
    });
  }
}

test("series are sorted by the heading that is pressed, with keys alone", async () => {
  const { page } = await opened();
  const first = () => page.locator("table.ranked tbody tr").first().locator("th").innerText();
  await page.locator("table.ranked thead button").nth(3).focus();
  await page.keyboard.press("Enter");
  assert.match(await first(), /3/);
  await page.keyboard.press("Enter");
  assert.match(await first(), /1/);
  await page.close();
});

test("all links open at once and the page turns dark and light", async () => {
  const { page, complaints } = await opened({ colorScheme: "light" });
  await page.getByRole("button", { name: "Open all links" }).click();
  assert.equal(await page.locator(".links details:not([open])").count(), 0);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Light or dark" }).click();
  assert.notEqual(await paper(), light);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const [name, address] of Object.entries(pages)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`text of the ${name} stands out from its ground at 4.5 to 1 or more, ${colorScheme}`, async () => {
      const { page } = await opened({ colorScheme }, address);
      const faint = await page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const rgb = (colour, under) => {
          canvas.fillStyle = `rgb(${under})`;
          canvas.fillRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        };
        const luminance = (colour) => {
          const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element) => {
          if (!element) return [255, 255, 255];
          return rgb(getComputedStyle(element).backgroundColor, ground(element.parentElement));
        };
        const found = new Set();
        for (const element of document.querySelectorAll("body *")) {
          const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
          if (!own || !element.getClientRects().length || element.tagName === "title") continue;
          const style = getComputedStyle(element);
          const svg = element.tagName === "text";
          let under = ground(element);
          const badge = svg && element.parentElement.classList.contains("badge");
          if (badge) under = rgb(getComputedStyle(element.parentElement.querySelector("circle")).fill, under);
          const pair = [luminance(rgb(svg ? style.fill : style.color, under)), luminance(under)].sort((a, b) => b - a);
          const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
          if (ratio < 4.5) found.add(`${element.tagName}.${element.className.baseVal ?? element.className}: ${ratio.toFixed(2)}`);
        }
        return [...found];
      });
      assert.deepEqual(faint, []);
      await page.close();
    });
  }
}

test("it prints, every link opened", async () => {
  const { page } = await opened();
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
  await page.close();
});
