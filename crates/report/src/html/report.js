"use strict";
// Comfort only: everything essential is on the page without this script.
document.addEventListener("DOMContentLoaded", () => {
  const tools = document.querySelector(".tools");
  if (tools) tools.hidden = false;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const links = () => [...document.querySelectorAll(".links details")];
  const actions = {
    theme() {
      const now = document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
      document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    },
    open(button) {
      const open = links().some((link) => !link.open);
      for (const link of links()) link.open = open;
      button.textContent = open ? "Close all links" : "Open all links";
    },
  };
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => actions[button.dataset.do](button));
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.querySelectorAll("thead th")];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => {
          const cell = row.cells[column];
          return head.dataset.sort === "number" ? Number(cell.dataset.value) : cell.textContent;
        };
        const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
        const rows = [...table.tBodies[0].rows].sort((a, b) => order(key(a), key(b)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
});
