// A page as the server makes it, with every element on it. The deaths are invented; their spacing in place and time is that of
// a real series in Barking, London.

const members = [
  { id: "14-02911", label: "14-02911, man of 23", lat: 51.5411, lon: 0.0752, day: "2014-06-19", known: "2014-06-19" },
  { id: "14-04120", label: "14-04120, man of 22", lat: 51.5378, lon: 0.0769, day: "2014-08-28", known: "2014-08-30" },
  { id: "14-04533", label: "14-04533, man of 21", lat: 51.5379, lon: 0.0768, day: "2014-09-20", known: "2014-11-03" },
  { id: "15-04402", label: "15-04402, man of 25", lat: 51.5373, lon: 0.0758, day: "2015-09-14", known: null },
].map((death) => ({ ...death, href: `/deaths/${death.id}` }));

// A small generator with a fixed seed, so that every run sees one page.
let state = 7;
const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;

const day = (number) => new Date(Date.UTC(2013, 0, 1) + number * 86400000).toISOString().slice(0, 10);

const others = Array.from({ length: 60 }, (_, index) => {
  const id = `13-${String(1000 + index)}`;
  const place = { lat: 51.54 + (chance() - 0.5) * 0.02, lon: 0.076 + (chance() - 0.5) * 0.03 };
  return { id, label: `${id}, man of ${18 + Math.floor(chance() * 60)}`, ...place, day: day(Math.floor(chance() * 1090)), known: null, href: `/deaths/${id}` };
});

const evidence = [
  { evidence: "place", weight: 2.1, sentence: "410 m apart; 3 of 400 drug deaths are as near" },
  { evidence: "time", weight: 0.8, sentence: "23 days apart; 1 in 14 deaths of that kind are within that" },
  { evidence: "substances", weight: 2.6, sentence: "GHB in both; in 6 of 1,200 tested deaths" },
  { evidence: "age", weight: 0.6, sentence: "ages 22 and 21; 1 in 43 deaths here is within a year of that" },
  { evidence: "kind of place", weight: 0.9, sentence: "both in a churchyard; 5 of 4,000 deaths were" },
  { evidence: "manner", weight: -0.3, sentence: "one undetermined, one by drugs" },
  { evidence: "sex", weight: 0.2, sentence: "both men; 71% of drug deaths here are of men" },
];

const pairs = [[0, 1, 5.2], [0, 2, 5.6], [1, 2, 8.9], [2, 3, 4.1], [1, 3, 3.8], [0, 3, 2.4]];

export const data = {
  map: {
    deaths: [
      ...members.map((death) => ({ ...death, role: "member" })),
      ...others.map((death, index) => ({ ...death, role: index < 12 ? "near" : "other" })),
    ],
    boundaries: "/boundaries.geojson",
    layers: [
      { name: "Wards", href: "/layers/wards.geojson", kind: "geojson" },
      { name: "Streets", href: "/layers/streets.pmtiles", kind: "pmtiles" },
    ],
  },
  timeline: {
    from: "2013-01-01",
    to: "2015-12-31",
    deaths: [
      ...members.map((death) => ({ ...death, role: death.day > "2014-09-20" ? "after" : "member" })),
      ...others.map((death) => ({ ...death, role: "other" })),
    ],
    background: Array.from({ length: 36 }, (_, month) => ({ day: `${2013 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`, rate: 1 + chance() * 1.5 })),
    events: [
      { day: "2014-06-26", label: "not linked", kind: "decision" },
      { day: "2014-09-20", label: "could be seen", kind: "visible" },
      { day: "2014-09-22", label: "alert raised", kind: "alert" },
      { day: "2014-09-30", label: "telephone of the second to be read", kind: "lead" },
      { day: "2014-10-07", label: "a friend's letter", kind: "concern" },
      { day: "2014-11-03", label: "toxicology of the third", kind: "known" },
      { day: "2015-10-15", label: "linked", kind: "decision" },
    ],
  },
  graph: {
    nodes: members.map(({ id, label, href }) => ({ id, label, href })),
    links: pairs.map(([a, b, weight]) => ({ a: members[a].id, b: members[b].id, weight, sentence: "300 m apart; GHB in both; 23 days apart" })),
  },
  waterfall: { parts: evidence, total: 6.4 },
  curve: {
    points: [
      { day: "2014-06-19", e_value: 40 },
      { day: "2014-08-28", e_value: 8 },
      { day: "2014-09-20", e_value: 0.003 },
      { day: "2014-11-03", e_value: 0.0004 },
      { day: "2015-09-14", e_value: 0.00002 },
      { day: "2015-12-31", e_value: 0.00003 },
    ],
    alert: 1.0,
    visible: "2014-09-20",
  },
};

// A series of forty deaths, the most a graph is asked to hold.
const many = Array.from({ length: 40 }, (_, index) => ({ id: `n${index}`, label: `20-${1000 + index}, woman of ${60 + index}`, href: `/deaths/n${index}` }));
data.crowd = {
  nodes: many,
  links: many.flatMap((node, index) =>
    [1, 2, 7].filter((step) => index + step < many.length).map((step) => ({ a: node.id, b: many[index + step].id, weight: 1 + chance() * 5, sentence: "one care home" })),
  ),
};

export const boundaries = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { name: "Abbey" },
      geometry: { type: "Polygon", coordinates: [[[0.066, 51.534], [0.084, 51.535], [0.086, 51.545], [0.07, 51.547], [0.066, 51.534]]] },
    },
  ],
};

const json = (value) => `<script type="application/json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;

const deathList = (deaths) => `<table class="list"><caption>Deaths of the series</caption>
<thead><tr><th scope="col">Death</th><th scope="col">Day</th><th scope="col">Known</th></tr></thead><tbody>
${deaths.map((death) => `<tr><td><a href="${death.href}">${death.label}</a></td><td>${death.day}</td><td>${death.known ?? "at once"}</td></tr>`).join("\n")}
</tbody></table>`;

const parts = `<table class="list"><caption>Weights</caption><thead><tr><th scope="col">Evidence</th><th scope="col" class="number">Weight</th><th scope="col">Reason</th></tr></thead><tbody>
${evidence.map((part) => `<tr><td>${part.evidence}</td><td class="number">${part.weight}</td><td>${part.sentence}</td></tr>`).join("\n")}</tbody></table>`;

const pageOf = (map) => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Series 12 · Colligate</title>
<link rel="stylesheet" href="/assets/workbench.css">
<script type="module" src="/assets/workbench.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<strong>Colligate</strong>
<nav aria-label="Main"><ul><li><a href="/">Today</a></li><li><a href="/series" aria-current="page">Series</a></li><li><a href="/deaths">Deaths</a></li><li><a href="/leads">Leads</a></li></ul></nav>
<form role="search" action="/search"><label class="unseen" for="q">Search</label><input id="q" name="q" type="search" placeholder="Search"></form>
</header>
<main id="main">
<h1>Series 12: four deaths in Barking</h1>
<p><span class="badge alert">alert</span> <span class="badge overdue">review overdue</span> <span class="badge done">lead closed</span> <span class="badge">open</span>
An <abbr class="word" title="How many series at least this strong a register like this one would show by chance alone.">E-value</abbr> of 0.00003.</p>
<div class="notice"><p>Innocent explanations to be weighed: one supply of drugs, one house.</p></div>
<section aria-labelledby="where"><h2 id="where">Where</h2><cg-map>${json(map)}${deathList(members)}</cg-map></section>
<section aria-labelledby="when"><h2 id="when">When</h2><cg-timeline>${json(data.timeline)}<details><summary>As a table</summary>${deathList(members)}</details></cg-timeline></section>
<section aria-labelledby="known"><h2 id="known">When could we have known?</h2><cg-curve>${json(data.curve)}<details><summary>As a list</summary><ul>${data.curve.points.map((point) => `<li>${point.day}: ${point.e_value}</li>`).join("")}</ul></details></cg-curve></section>
<div class="compare">
<section aria-labelledby="links"><h2 id="links">Links</h2><cg-graph>${json(data.graph)}<details><summary>As a list</summary><ul>${data.graph.links.map((link) => `<li>${link.a} and ${link.b}: ${link.weight}</li>`).join("")}</ul></details></cg-graph></section>
<section aria-labelledby="why"><h2 id="why">Why the second and the third</h2><cg-waterfall>${json(data.waterfall)}${parts}</cg-waterfall></section>
</div>
<section aria-labelledby="crowd"><h2 id="crowd">A large series</h2><cg-graph>${json(data.crowd)}<p>Forty deaths.</p></cg-graph></section>
<section aria-labelledby="decide"><h2 id="decide">Decide</h2>
<div class="grid">
<form class="card"><div class="field"><label for="why-field">Reason</label><p class="hint" id="why-hint">What was known, and what follows.</p><textarea id="why-field" aria-describedby="why-hint why-error" aria-invalid="true"></textarea><p class="error" id="why-error">A decision needs a reason.</p></div>
<div class="field"><label for="what">Decision</label><select id="what"><option>linked</option><option>not linked</option></select></div>
<button>Record</button> <button class="quiet" type="button">Later</button></form>
<div class="card"><h3>What was said before</h3><p>Place of death: <del>found 9 a.m.</del> <ins>found 8 a.m.</ins>, known from 3 Nov 2014.</p><p class="faint">Source: report of 3 Nov 2014, page 2.</p></div>
</div></section>
</main>
<footer><small>Base map: Natural Earth.</small></footer>
</body>
</html>`;

export const page = pageOf(data.map);

/** The same page with other layers of the office. */
export const pageWith = (layers) => pageOf({ ...data.map, layers });
