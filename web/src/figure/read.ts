/**
 * The data in an element's JSON script. Its shape is trusted, since the page and this script come from one server and one
 * release; text in it is only ever set as text.
 */
export function readData<Data>(element: Element): Data | undefined {
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (script === null) return undefined;
  try {
    return JSON.parse(script.textContent ?? "") as Data;
  } catch (error) {
    console.error(`${element.localName}: its data is not JSON, so only the table is shown.`, error);
    return undefined;
  }
}
