// The vendor's SDK: organizations, and a refusal with its own code.
import core from "@huaweicloud/huaweicloud-sdk-core";
import swr from "@huaweicloud/huaweicloud-sdk-swr/v2/public-api.js";

const { HOST, ACCESS_KEY, SECRET_KEY } = process.env;
const credentials = new core.BasicCredentials()
  .withAk(ACCESS_KEY)
  .withSk(SECRET_KEY)
  .withProjectId("00000000000000000000000000000001");
const client = swr.SwrClient.newBuilder().withCredential(credentials).withEndpoint(`http://${HOST}`).build();

const body = new swr.CreateNamespaceRequestBody().withNamespace("node");
await client.createNamespace(new swr.CreateNamespaceRequest().withBody(body));
const { namespaces } = await client.listNamespaces(new swr.ListNamespacesRequest());
const names = namespaces.map((it) => it.name);
if (!names.includes("node") || !names.includes("team")) throw new Error(`only ${names}`);
const missing = new swr.ShowNamespaceRequest("nowhere").withNamespace("nowhere");
const refused = await client.showNamespace(missing).then(() => undefined, (error) => error);
if (refused?.errorCode !== "SVCSTG.SWR.4040058") throw new Error(`refused by ${refused?.errorCode}: ${refused?.message}`);
await client.deleteNamespaces(new swr.DeleteNamespacesRequest("node").withNamespace("node"));
console.log("created, listed, refused, deleted");
