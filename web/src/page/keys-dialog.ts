import { keysAreOn, setKeys } from "./keys-setting.ts";

/** The dialog that lists the shortcuts and turns them off, with a button for it in the page's header. */
export function keysDialog(page: Document, keys: readonly { readonly keys: string; readonly does: string }[]): HTMLDialogElement {
  const dialog = page.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = page.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keyboard";
  dialog.append(title, list(page, keys), onOff(page), close(page));
  page.body.append(dialog);
  page.querySelector("header.bar")?.append(opener(page, dialog));
  return dialog;
}

function list(page: Document, keys: readonly { readonly keys: string; readonly does: string }[]): HTMLElement {
  const terms = page.createElement("dl");
  for (const entry of keys) {
    const term = page.createElement("dt");
    for (const key of entry.keys.split(" ")) {
      const cap = page.createElement("kbd");
      cap.textContent = key;
      term.append(cap, " ");
    }
    const meaning = page.createElement("dd");
    meaning.textContent = entry.does;
    terms.append(term, meaning);
  }
  return terms;
}

function onOff(page: Document): HTMLElement {
  const label = page.createElement("label");
  const box = page.createElement("input");
  box.type = "checkbox";
  box.checked = keysAreOn();
  box.addEventListener("change", () => setKeys(box.checked));
  label.append(box, " Use these keys on this computer");
  return label;
}

function close(page: Document): HTMLElement {
  const form = page.createElement("form");
  form.method = "dialog";
  const button = page.createElement("button");
  button.textContent = "Close";
  form.append(button);
  return form;
}

function opener(page: Document, dialog: HTMLDialogElement): HTMLElement {
  const button = page.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Keys";
  button.addEventListener("click", () => dialog.showModal());
  return button;
}
