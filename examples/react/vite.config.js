import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const built = resolve(process.env.SWR_CONSOLE_DIST ?? "../../dist");

export default defineConfig({
  plugins: [react()],
  // Your portal has the package as a dependency and needs no such line. Here it is what this repository
  // builds, which need not be there yet when dependencies are installed, and may lie elsewhere: the module
  // and the folder that the server offers have to be of one build.
  resolve: { alias: { "swr-console": `${built}/swr-console.js` } },
});
