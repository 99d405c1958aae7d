// Where the console is, kept in the portal's own address: `?images=/organizations/team`. The console itself
// touches no address of the page (`routing` is `memory`).

export const START = "/organizations";

/** What the portal's address says. */
export const consoleAddress = () => new URLSearchParams(location.search).get("images") ?? START;

/**
 * Follows the console; where it went on the portal's wish, the address is there already.
 *
 * @param {string} address
 */
export function keepConsoleAddress(address) {
  if (address !== consoleAddress()) history.pushState(null, "", `?images=${encodeURIComponent(address)}`);
}
