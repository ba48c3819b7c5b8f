"""Numbers to figures that Plotly draws in the browser, as plain JSON values. Nothing here fetches."""
