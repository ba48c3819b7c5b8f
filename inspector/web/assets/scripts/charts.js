// Draws every chart frame of the page from the figure that lies in it; the table beside it needs no script.

import { figureWithSizes } from "./figure.js";

/* global PLOTLY, PLOTLY_STYLE, PLOTLY_MAP_STYLE_ID */

function loaded(element) {
  return new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", () => failed(new Error(`not loaded: ${element.href ?? element.src}`)));
    document.head.append(element);
  });
}

/** Heat maps are drawn through a picture; as a blob the policy lets it in, as a data: address it does not. */
function givePicturesAsBlobs() {
  const { toDataURL } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toDataURL = function (...wanted) {
    const [head, content] = toDataURL.apply(this, wanted).split(",");
    const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: head.slice(5, head.indexOf(";")) }));
  };
}

async function plotly() {
  givePicturesAsBlobs();
  document.head.append(Object.assign(document.createElement("template"), { id: PLOTLY_MAP_STYLE_ID }));
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.id = "plotly.js-style-global";
  style.href = new URL(PLOTLY_STYLE, import.meta.url).href;
  await loaded(style);
  const script = document.createElement("script");
  script.src = new URL(PLOTLY, import.meta.url).href;
  await loaded(script);
  return window.Plotly;
}

async function draw(frame, Plotly) {
  const canvas = frame.querySelector(".chart__canvas");
  const figure = JSON.parse(frame.querySelector('script[type="application/json"]').textContent);
  frame.dataset.drawn = "";
  const { data, layout, config } = figureWithSizes(figure);
  await Plotly.newPlot(canvas, data, layout, config);
  const table = frame.querySelector("details.chart__table");
  // Open until the chart is there; then a long one waits to be asked for.
  if (table && table.querySelectorAll("tr").length > 12) table.open = false;
}

const frames = [...document.querySelectorAll("[data-chart]")];
if (frames.length > 0) {
  const Plotly = await plotly();
  for (const frame of frames) await draw(frame, Plotly);
}
