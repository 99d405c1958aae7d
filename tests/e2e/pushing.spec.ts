// "Push an image": what it shows for each tool is run as it is pasted, with every one of them that this machine has.
// Docker's own client talks to Podman, which speaks Docker's protocol and needs no daemon of the system.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { image, isInstalled, runPasted, withLayout } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

/** What is typed as the image: a name as someone gave it, with no registry. */
const NAME = "app:1.0";

/** A place of their own for the tools: their images, their logins, their settings. */
type Place = { folder: string; logins: string; env: Record<string, string> };

type Tool = {
  /** The tab. */
  tool: string;
  /** The source, where there are several. */
  source?: string;
  programs: string[];
  /** What is typed as the image, once that is where the tool takes it from. */
  prepare: (place: Place, layout: string) => Promise<string>;
  /** The form of the login that is used. */
  login?: "config.json";
  /** Runs what is pushed with. */
  around?: (place: Place, act: () => Promise<void>) => Promise<void>;
};

const inPodman = async ({ logins, env }: Place, layout: string) => {
  await runPasted(`skopeo copy oci:${layout} containers-storage:localhost/${NAME}`, logins, env);
  return NAME;
};

const TOOLS: Tool[] = [
  {
    tool: "docker",
    programs: ["docker", "podman", "skopeo"],
    prepare: inPodman,
    // Podman's service signs in over https only; a file of logins is as good.
    login: "config.json",
    around: withPodmanAsDocker,
  },
  { tool: "podman", programs: ["podman", "skopeo"], prepare: inPodman },
  { tool: "skopeo", source: "containers-storage", programs: ["podman", "skopeo"], prepare: inPodman },
  { tool: "skopeo", source: "oci", programs: ["skopeo"], prepare: async (_, layout) => layout },
  {
    tool: "skopeo",
    source: "docker-archive",
    programs: ["skopeo"],
    prepare: async ({ folder, logins, env }, layout) => {
      const file = join(folder, "app.tar");
      await runPasted(`skopeo copy oci:${layout} docker-archive:${file}:${NAME}`, logins, env);
      return file;
    },
  },
];

for (const { tool, source, programs, prepare, login, around } of TOOLS) {
  test(`${source ? `${tool} from ${source}` : tool} pushes with the pasted commands`, async ({ visitor, page, server, api }) => {
    test.skip(!(await isInstalled(...programs)), `${programs.join(", ")}: not all are on this machine`);
    const organization = fresh("push");
    await api.createOrganization(organization);
    await api.createRepository(organization, "app");
    await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app?dialog=push-image&subject=${organization}/app`);
    const dialog = visitor.dialog();
    await dialog.getByRole("tab", { name: tool }).click();
    if (source !== undefined) {
      const named = dialog.getByRole("option", { name: `(${source})` });
      await visitor.field("Source").selectOption({ label: (await named.textContent()) ?? "" });
    }
    const copied = async (name: string, within: Locator) => {
      await page.evaluate(() => navigator.clipboard.writeText(""));
      await within.getByRole("button", { name, exact: true }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await withLayout(image(`by ${tool} from ${source ?? "its store"}`), async (layout) => {
      await withPlace(new URL(server.origin).host, async (place) => {
        const typed = await prepare(place, layout);
        await visitor.fill({ "Local image": typed, "Tag in the repository": "1.0" });
        const push = await copied("Copy push commands", dialog);
        if (login === undefined) {
          await visitor.button("Create login").click();
          const logIn = await copied("Copy login command", dialog);
          expect(await runPasted(logIn, place.logins, place.env)).toContain("Login Succeeded");
        } else {
          await visitor.open("/login-command");
          await visitor.button("Create login").click();
          await page.getByRole("tab", { name: login }).click();
          await writeFile(join(place.folder, login), await copied("Copy login command", page.getByRole("main")));
        }
        const act = async () => void (await runPasted(push, place.logins, place.env));
        await (around?.(place, act) ?? act());
      });
    });
    expect(await api.tags(organization, "app")).toEqual(["1.0"]);
  });
}

/** A place that goes afterwards; this registry needs no certificate there. */
async function withPlace(host: string, play: (place: Place) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "swr-e2e-push-"));
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  try {
    await mkdir(join(folder, "run"));
    const env = {
      XDG_RUNTIME_DIR: join(folder, "run"),
      DOCKER_CONFIG: folder,
      CONTAINERS_STORAGE_CONF: await file(
        "storage.conf",
        `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/images"\nrunroot = "${folder}/run"\n`,
      ),
      CONTAINERS_REGISTRIES_CONF: await file("registries.conf", `[[registry]]\nlocation = "${host}"\ninsecure = true\n`),
    };
    await play({ folder, logins: join(folder, "auth.json"), env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets Podman answer Docker's client. */
async function withPodmanAsDocker({ folder, env }: Place, act: () => Promise<void>) {
  const socket = join(folder, "docker.sock");
  const service = spawn("podman", ["system", "service", "--time", "0", `unix://${socket}`], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  try {
    await expect.poll(() => access(socket).then(() => true, () => false), { timeout: 10_000 }).toBe(true);
    env.DOCKER_HOST = `unix://${socket}`;
    await act();
  } finally {
    const ended = once(service, "exit");
    service.kill();
    await ended;
  }
}
