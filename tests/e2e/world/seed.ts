// Runs once before all tests: builds the examples, and lets the server make its demo world, which takes
// seconds, so that every test that wants one of its own only copies it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExamples } from "./examples.ts";
import { forgetRequests } from "./requests.ts";
import { Server, WITH_SECOND_REGION } from "./server.ts";

export default async function seed() {
  forgetRequests();
  buildExamples();
  const folder = await mkdtemp(join(tmpdir(), "swr-e2e-demo-"));
  const data = join(folder, "data");
  const server = await Server.start({ data, arguments: ["--demo", ...WITH_SECOND_REGION] });
  await server.stop();
  process.env.SWR_UNTOUCHED_DEMO = data;
  return () => rm(folder, { recursive: true, force: true });
}
