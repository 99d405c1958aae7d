// Runs before the first paint, so that the page never flashes in the other theme, nor with a frame
// that the sign-in has not. The program keeps these values; here they are only read.
const root = document.documentElement;
// boot.js looks whether this has run.
root.dataset.themed = "";
try {
  // The chosen one, or what the configuration said the last time: the file is not there yet.
  const kept = ["swr-console.theme", "swr-console.configured-theme"].map((key) => localStorage.getItem(key));
  const theme = kept.find((it) => it === "light" || it === "dark");
  if (theme) root.dataset.theme = theme;
  if (localStorage.getItem("swr-console.rail") === "yes") root.dataset.rail = "collapsed";
  // What is in front of the service may sign in for everyone; then no one keeps a token.
  const isSignedIn = sessionStorage.getItem("swr-console.token") !== null || localStorage.getItem("swr-console.proxied") === "yes";
  if (!isSignedIn) root.dataset.signedOut = "";
} catch {
  // Storage may be forbidden here; the system's theme is right then.
}
