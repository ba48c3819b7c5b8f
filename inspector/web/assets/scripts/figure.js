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
  margin: { l: 8, r: 8, t: 8, b: 8 },
  legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", traceorder: "normal" },
  separators: document.documentElement.lang === "vi" ? ",." : ".,",
};

const AXIS = { automargin: true, fixedrange: true, gridcolor: RULE, linecolor: RULE, zerolinecolor: RULE };

/** The figure with our type, colours and axes where it says nothing itself. */
export function figureWithSizes({ data, layout = {}, config = {} }) {
  const own = { ...LAYOUT, ...layout, font: { ...LAYOUT.font, ...layout.font } };
  const axes = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))]);
  for (const axis of axes) own[axis] = { ...AXIS, ...layout[axis] };
  // A colour scale would be drawn with inline styles, which the policy refuses; cells print their number instead.
  const traces = data.map((trace) => (trace.type === "heatmap" ? { xgap: 2, ygap: 2, ...trace, showscale: false } : trace));
  return { data: traces, layout: own, config: { ...CONFIG, ...config } };
}
