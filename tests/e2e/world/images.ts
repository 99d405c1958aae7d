// Real images: made here, byte by byte, and pushed with a client that is not ours.

import { execFile } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { ADMIN, REGION, SKOPEO, type Person } from "./settings.ts";
import type { Server } from "./server.ts";

const run = promisify(execFile);

/** An image of one layer with one file in it. */
export type Image = { blobs: Map<string, Buffer>; manifestDigest: string; sizeBytes: number };

/** Makes an image; another `content` makes another digest. */
export function image(content: string): Image {
  const tar = archive("content.txt", Buffer.from(content));
  const layer = gzipSync(tar, { level: 9 });
  const config = json({
    architecture: "amd64",
    os: "linux",
    created: "2024-05-01T12:00:00Z",
    config: { Cmd: ["/bin/app"], Labels: { "org.opencontainers.image.title": content } },
    rootfs: { type: "layers", diff_ids: [digest(tar)] },
    history: [{ created: "2024-05-01T12:00:00Z", created_by: "COPY content.txt /" }],
  });
  const part = (mediaType: string, blob: Buffer) => ({ mediaType, digest: digest(blob), size: blob.length });
  const manifest = json({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: part("application/vnd.oci.image.config.v1+json", config),
    layers: [part("application/vnd.oci.image.layer.v1.tar+gzip", layer)],
  });
  return {
    blobs: new Map([layer, config, manifest].map((blob) => [digest(blob), blob])),
    manifestDigest: digest(manifest),
    sizeBytes: layer.length,
  };
}

/** Pushes an image to `organization/repository:tag` with skopeo. */
export async function push(server: Server, reference: string, image: Image, person: Person = ADMIN) {
  await pushWith(["--dest-creds", login(person)], server, reference, image);
}

/** Pushes an image as the signed-in user by this file of logins. */
export async function pushSignedIn(server: Server, reference: string, image: Image, logins: string) {
  await pushWith(["--authfile", logins], server, reference, image);
}

async function pushWith(who: string[], server: Server, reference: string, image: Image) {
  await withLayout(image, async (layout) => {
    await skopeo("copy", "--dest-tls-verify=false", ...who, `oci:${layout}`, remote(server, reference));
  });
}

/** An image as a layout in a folder, `{folder}:{name}`, that goes afterwards. */
export async function withLayout(image: Image, use: (layout: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "swr-e2e-image-"));
  try {
    await writeLayout(folder, image);
    await use(`${folder}:it`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a command as someone who pasted it into a shell; tools keep their logins in this file. */
export async function runPasted(command: string, logins: string, more: Record<string, string> = {}): Promise<string> {
  const path = SKOPEO.includes("/") ? `${dirname(SKOPEO)}:${process.env.PATH}` : process.env.PATH;
  const { stdout } = await run("sh", ["-c", command], {
    env: { ...process.env, PATH: path, REGISTRY_AUTH_FILE: logins, ...more },
  });
  return stdout;
}

/** Whether a shell finds all of these programs. */
export async function isInstalled(...programs: string[]): Promise<boolean> {
  try {
    for (const it of programs) await run("sh", ["-c", `command -v ${it}`]);
    return true;
  } catch {
    return false;
  }
}

/** The digest that a pull of `organization/repository:tag` would get. */
export async function pulledDigest(server: Server, reference: string, person: Person = ADMIN): Promise<string> {
  const raw = await skopeo("inspect", "--raw", "--tls-verify=false", "--creds", login(person), remote(server, reference));
  return digest(Buffer.from(raw));
}

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const digest = (blob: Buffer) => `sha256:${createHash("sha256").update(blob).digest("hex")}`;
const remote = (server: Server, reference: string) => `docker://${new URL(server.origin).host}/${reference}`;

/** The long-term login: the password is derived from the secret key, never the key itself. */
function login({ accessKey, secretKey }: Person): string {
  const password = createHmac("sha256", secretKey).update(accessKey).digest("hex");
  return `${REGION}@${accessKey}:${password}`;
}

async function skopeo(...words: string[]): Promise<string> {
  const { stdout } = await run(SKOPEO, words, { maxBuffer: 1 << 24 });
  return stdout;
}

async function writeLayout(folder: string, { blobs, manifestDigest }: Image) {
  await mkdir(join(folder, "blobs/sha256"), { recursive: true });
  for (const [name, blob] of blobs) {
    await writeFile(join(folder, "blobs", name.replace(":", "/")), blob);
  }
  const index = {
    schemaVersion: 2,
    manifests: [
      {
        mediaType: MANIFEST,
        digest: manifestDigest,
        size: blobs.get(manifestDigest)!.length,
        annotations: { "org.opencontainers.image.ref.name": "it" },
      },
    ],
  };
  await writeFile(join(folder, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
  await writeFile(join(folder, "index.json"), json(index));
}

/** A tar archive of one file: a header of 512 bytes, the file, and two empty blocks. */
function archive(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, "0") + "\0";
  header.write(name, 0);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\0" + "00", 257);
  const sum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(sum.toString(8).padStart(6, "0") + "\0 ", 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}
