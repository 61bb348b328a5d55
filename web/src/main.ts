import "maplibre-gl/dist/maplibre-gl.css";
import "./styles.css";
import { CurveElement } from "./curve/element.ts";
import { GraphElement } from "./graph/element.ts";
import { MapElement } from "./map/element.ts";
import { listenForKeys } from "./page/keys.ts";
import { explainWords } from "./page/terms.ts";
import { TimelineElement } from "./timeline/element.ts";
import { WaterfallElement } from "./waterfall/element.ts";

customElements.define("cg-map", MapElement);
customElements.define("cg-timeline", TimelineElement);
customElements.define("cg-graph", GraphElement);
customElements.define("cg-waterfall", WaterfallElement);
customElements.define("cg-curve", CurveElement);
explainWords(document);
listenForKeys(document);
