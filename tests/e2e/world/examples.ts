// The examples that a bundler builds: with the packages of their locks, for the console that is tested.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONSOLE } from "./settings.ts";

const fromExamples = (path: string) => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url));

/** Builds what is not built of just these files. */
export function buildExamples() {
  for (const name of ["react", "vue"]) {
    const folder = fromExamples(name);
    const wanted = printOf(folder);
    const built = join(folder, "dist/.built-of");
    if (holds(built, wanted)) continue;
    install(folder);
    npm(folder, "run", "build");
    writeFileSync(built, wanted);
  }
}

/** Installs what the lock names, unless that was done for this very lock. */
function install(folder: string) {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const installed = join(folder, "node_modules/.installed-lock");
  if (holds(installed, lock)) return;
  npm(folder, "ci", "--no-audit", "--no-fund");
  writeFileSync(installed, lock);
}

function npm(folder: string, ...words: string[]) {
  const env = { ...process.env, SWR_CONSOLE_DIST: CONSOLE };
  execFileSync("npm", ["--loglevel=error", ...words], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
}

const holds = (file: string, text: string) => existsSync(file) && readFileSync(file, "utf8") === text;

/** A print of everything that goes into a build. */
function printOf(folder: string): string {
  const own = [folder, fromExamples("portal")].flatMap((it) =>
    readdirSync(it, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/[/](node_modules|dist)[/]/.test(file.slice(it.length))),
  );
  const print = createHash("sha256");
  const ofConsole = [join(CONSOLE, "swr-console.js"), fromExamples("../npm/swr-console.d.ts")];
  for (const file of [...own.sort(), ...ofConsole]) {
    print.update(file).update(readFileSync(file));
  }
  return print.digest("hex");
}
