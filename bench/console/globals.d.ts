// What `probe.js` puts into the page.
declare const probe: import("./probe.js").Probe;
