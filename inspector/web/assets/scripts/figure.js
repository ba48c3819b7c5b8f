// What every chart has in common and the server need not send.

const TEXT = "#1b1f24";
const RULE = "#d5dbe0";

const CONFIG = { displayModeBar: false, responsive: true, staticPlot: false, scrollZoom: false, doubleClick: false };

const LAYOUT = {
  autosize: true,
  dragmode: false,
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
  font: { family: '"Be Vietnam Pro", system-ui, sans-serif', size: 14, color: TEXT },
  margin: { l: 8, r: 8, t: 24, b: 8 },
  separators: document.documentElement.lang === "vi" ? ",." : ".,",
};

const AXIS = { automargin: true, fixedrange: true, gridcolor: RULE, linecolor: RULE, zerolinecolor: RULE };

/** The figure with our type, colours and axes where it says nothing itself. */
export function figureWithSizes({ data, layout = {}, config = {} }) {
  const own = { ...LAYOUT, ...layout, font: { ...LAYOUT.font, ...layout.font } };
  const axes = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))]);
  for (const axis of axes) own[axis] = { ...AXIS, ...layout[axis] };
  return { data, layout: own, config: { ...CONFIG, ...config } };
}
