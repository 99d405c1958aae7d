// Lists the tags of a repository. It reads no manifest of OCI.
import registry from "docker-registry-client";

const { HOST, REGISTRY_USER: username, REGISTRY_PASSWORD: password } = process.env;
const client = registry.createClientV2({ name: `http://${HOST}/team/many`, insecure: true, username, password });
client.listTags((error, listed) => {
  if (error) throw error;
  console.log(`${listed.tags.length} tags`);
  client.close();
});
