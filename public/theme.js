// Runs before the first paint, so that the page never flashes in the other theme, nor with a frame
// that the sign-in has not. The program keeps these values; here they are only read.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("swr-console.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (localStorage.getItem("swr-console.rail") === "yes") root.dataset.rail = "collapsed";
  if (sessionStorage.getItem("swr-console.token") === null) root.dataset.signedOut = "";
} catch {
  // Storage may be forbidden here; the system's theme is right then.
}
