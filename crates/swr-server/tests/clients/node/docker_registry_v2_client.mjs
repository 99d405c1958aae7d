// Lists the tags of a repository and reads a manifest; without TLS it is told so.
import registry from "@snyk/docker-registry-v2-client";

const { HOST, REGISTRY_USER: user, REGISTRY_PASSWORD: password } = process.env;
const options = { protocol: "http" };
const tags = await registry.getTags(HOST, "team/many", user, password, 100, 10, options);
const manifest = await registry.getManifest(HOST, "team/many", "0", user, password, options);
console.log(`${tags.length} tags, schema ${manifest.schemaVersion}`);
