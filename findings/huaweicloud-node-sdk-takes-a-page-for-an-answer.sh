#!/usr/bin/env bash
# @huaweicloud/huaweicloud-sdk-swr 3.1.128 with its core of the same version: a proxy or a mistyped endpoint
# that answers a list with a web page and status 200 is no error. The call succeeds, and its result has no list:
# a program that counts organizations finds none, where nobody was asked.
#
# Expected: an error, because the answer is of type text/html and is no JSON.
# Seen: the promise is fulfilled with status 200 and an undefined list.
set -euo pipefail

VERSION=3.1.128
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  "@huaweicloud/huaweicloud-sdk-core@$VERSION" "@huaweicloud/huaweicloud-sdk-swr@$VERSION"

cat > page.mjs <<'NODE'
import { createServer } from "node:http";
import core from "@huaweicloud/huaweicloud-sdk-core";
import swr from "@huaweicloud/huaweicloud-sdk-swr/v2/public-api.js";

const page = "<!DOCTYPE html><title>Sign in</title><p>Sign in to the proxy.";
const server = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end(page));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const credentials = new core.BasicCredentials().withAk("AK").withSk("SK").withProjectId("project");
const endpoint = `http://127.0.0.1:${server.address().port}`;
const client = swr.SwrClient.newBuilder().withCredential(credentials).withEndpoint(endpoint).build();
try {
  const found = await client.listNamespaces(new swr.ListNamespacesRequest());
  console.log(`fulfilled, status ${found.httpStatusCode}, list ${found.namespaces}`);
} catch (error) {
  console.log(`rejected: ${error.message}`);
}
server.close();
NODE

seen=$(node page.mjs 2>&1 | tail -n 1)
echo "@huaweicloud/huaweicloud-sdk-swr $VERSION: $seen"
if [[ "$seen" != "fulfilled, status 200, list undefined" ]]; then
  echo "this differs from what was found" >&2
  exit 1
fi
