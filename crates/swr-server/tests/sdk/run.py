"""Every basic operation of the vendor's SDK against a service, signed with an access key.

Prints a line for each answer: the operation, its method and path template as the SDK has them, and
the status. The SDK's models are used for requests and answers alike, so that a field that is
misspelled on our side is None here.
"""

import base64
import hashlib
import json
import os
import re
import urllib.request

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkswr import v2 as swr

ENDPOINT = os.environ["ENDPOINT"]
ORGANIZATION, REPOSITORY = "team", "a$b"
PLACE = {"namespace": ORGANIZATION, "repository": REPOSITORY}
TARGET = {"remote_region_id": "local-2", "remote_namespace": ORGANIZATION}

credentials = BasicCredentials(os.environ["AK"], os.environ["SK"], os.environ["PROJECT_ID"])
client = (
    swr.SwrClient.new_builder()
    .with_credentials(credentials)
    .with_endpoint(ENDPOINT)
    .build()
)


def call(operation, **fields):
    """Calls an operation by its name in the reference."""
    method = re.sub("([A-Z])", lambda letter: "_" + letter[1].lower(), operation)
    request = getattr(swr, operation[0].upper() + operation[1:] + "Request")(**fields)
    answer = getattr(client, method)(request)
    http = getattr(swr.SwrClient, f"_{method}_http_info")(request)
    print(operation, http["method"], http["resource_path"], answer.status_code, flush=True)
    return answer


def same(left, right):
    assert left == right, f"{left!r} is not {right!r}"


def nothing(answer):
    """An empty list; the SDK has none at all then."""
    same(answer.body or [], [])


def account():
    ids = {version.id for version in call("listApiVersions").versions}
    same(ids, {"v2", "v3"})
    same(call("showApiVersion", api_version="v2").version.id, "v2")
    same(call("listQuotas").quotas[0].quota_key, "namespace")
    same(call("showShareFeatureGates").enable_list_v3, True)
    same(call("checkAgency").is_agency, False)
    call("createAgency")
    same(call("checkAgency").is_agency, True)
    same([region.region_id for region in call("listSyncRegions").body], ["local-2"])


def organizations(reader):
    for name in [ORGANIZATION, "other"]:
        body = swr.CreateNamespaceRequestBody(namespace=name)
        call("createNamespace", body=body)
    names = [found.name for found in call("listNamespaces").namespaces]
    same(names, ["other", ORGANIZATION])
    same(call("showNamespace", namespace=ORGANIZATION).auth, 7)
    permissions("Namespace", reader, {"namespace": ORGANIZATION})
    call("deleteNamespaces", namespace="other")


def permissions(kind, reader, place):
    def grant(right):
        return [swr.UserAuth(user_id=reader, user_name="reader", auth=right)]

    def rights():
        shown = call(f"show{kind}Auth", **place)
        return {other.user_name: other.auth for other in shown.others_auths}.get("reader")

    call(f"create{kind}Auth", body=grant(1), **place)
    same(rights(), 1)
    call(f"update{kind}Auth", body=grant(3), **place)
    same(rights(), 3)
    call(f"delete{kind}Auth", body=[reader], **place)
    same(rights(), None)


def repositories(reader):
    body = swr.CreateRepoRequestBody(repository="a/b", is_public=False, category="linux")
    call("createRepo", namespace=ORGANIZATION, body=body)
    body = swr.CreateRepoRequestBody(repository="other", is_public=True)
    call("createRepo", namespace=ORGANIZATION, body=body)
    body = swr.UpdateRepoRequestBody(is_public=False, description="for tests")
    call("updateRepo", body=body, **PLACE)
    shown = call("showRepository", **PLACE)
    same((shown.name, shown.category, shown.description), ("a/b", "linux", "for tests"))
    listed = call("listReposDetails", limit="1", offset="0", order_column="name", order_type="asc")
    same((listed.body[0].name, listed.content_range), ("a/b", "0-1/2"))
    newer = call("listRepoDetails", limit=1)
    same(newer.repos[0].name, "other")
    newer = call("listRepoDetails", limit=1, marker=newer.next_marker)
    same((newer.repos[0].name, newer.next_marker), ("a/b", None))
    permissions("UserRepository", reader, PLACE)
    call("deleteRepo", namespace=ORGANIZATION, repository="other")


def slashes():
    """A slash is `$` in a path; the SDK writes it as %24. As %2F it is no path of this API."""
    try:
        client.show_repository(
            swr.ShowRepositoryRequest(namespace=ORGANIZATION, repository="a/b")
        )
    except ClientRequestException as refusal:
        same((refusal.status_code, refusal.error_code), (404, "APIGW.0101"))
        print("slash", refusal.error_code, flush=True)


def push(authorization, tag, layer):
    """An image of one layer, through the registry of the same service."""

    def put(method, path, media_type, body):
        request = urllib.request.Request(
            f"{ENDPOINT}/v2/{ORGANIZATION}/a/b/{path}",
            data=body,
            method=method,
            headers={"Authorization": authorization, "Content-Type": media_type},
        )
        with urllib.request.urlopen(request) as answer:
            same(answer.status, 201)

    def blob(body, media_type):
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        put("POST", f"blobs/uploads/?digest={digest}", "application/octet-stream", body)
        return {"mediaType": media_type, "digest": digest, "size": len(body)}

    oci = "application/vnd.oci.image"
    config = b'{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{oci}.manifest.v1+json",
        "config": blob(config, f"{oci}.config.v1+json"),
        "layers": [blob(layer, f"{oci}.layer.v1.tar+gzip")],
    }
    body = json.dumps(manifest).encode()
    put("PUT", f"manifests/{tag}", manifest["mediaType"], body)
    return "sha256:" + hashlib.sha256(body).hexdigest()


def login(operation):
    """A temporary login, twice told: in Docker's configuration and as a command."""
    answer = call(operation)
    [(host, entry)] = answer.auths.items()
    user, password = base64.b64decode(entry.auth).decode().split(":", 1)
    same(f"http://{host}", ENDPOINT)
    same(answer.x_swr_dockerlogin, f"docker login -u {user} -p {password} {host}")
    assert answer.x_swr_expireat, "it says when it ends"
    return f"Basic {entry.auth}"


def tags():
    push(login("createAuthorizationToken"), "v1", b"one")
    authorization = login("createSecret")
    digest = push(authorization, "v2", b"two")
    signature = digest.replace(":", "-") + ".sig"
    push(authorization, signature, b"signature")
    body = swr.CreateRepoTagRequestBody(source_tag="v1", destination_tag="latest", override=False)
    call("createRepoTag", body=body, **PLACE)
    listed = call("listRepositoryTags", limit="10", offset="0", **PLACE)
    same({tag.tag for tag in listed.body}, {"v1", "v2", "latest", signature})
    same(listed.content_range, "0-4/4")
    newer = call("listRepositoryTag", limit=1, order_column="tag", order_type="desc", **PLACE)
    same([tag.tag for tag in newer.tags], ["v2"])
    same((newer.has_more, bool(newer.next_marker)), (True, True))
    same(call("showRepoTag", tag="v2", **PLACE).digest, digest)
    same(call("listReferences", tag=signature, **PLACE).tags, ["v2"])
    accessories = call("listRepoAccessories", tag="v2", limit=10, offset=0, **PLACE)
    same((accessories.total, accessories.accessories[0].sig_tag), (1, signature))
    call("deleteRepoTag", tag="latest", **PLACE)


def sharing():
    share = {"access_domain": "partner", **PLACE}
    body = swr.CreateRepoDomainsRequestBody(
        access_domain="partner", permit="read", deadline="forever", description="for tests"
    )
    call("createRepoDomains", body=body, **PLACE)
    same([found.access_domain for found in call("listRepoDomains", **PLACE).body], ["partner"])
    shown = call("showAccessDomain", **share)
    same((shown.exist, shown.deadline, shown.status), (True, "forever", True))
    shared = call("listSharedReposDetails", center="self", limit="10", offset="0")
    same((shared.body[0].name, shared.content_range), ("a/b", "0-1/1"))
    newer = call("listSharedRepoDetails", shared_by="self")
    same([found.name for found in newer.repos], ["a/b"])
    body = swr.UpdateRepoDomainsRequestBody(permit="read", deadline="2099-12-31T00:00:00.000Z")
    call("updateRepoDomains", body=body, **share)
    call("deleteRepoDomains", **share)
    nothing(call("listRepoDomains", **PLACE))


def synchronization():
    body = swr.CreateImageSyncRepoRequestBody(sync_auto=True, override=False, **TARGET)
    call("createImageSyncRepo", body=body, **PLACE)
    [found] = call("listImageAutoSyncReposDetails", **PLACE).body
    same((found.remote_region_id, found.repo_name, found.sync_auto), ("local-2", "a/b", True))
    body = swr.DeleteImageSyncRepoRequestBody(**TARGET)
    call("deleteImageSyncRepo", body=body, **PLACE)
    body = swr.CreateManualImageSyncRepoRequestBody(image_tag=["v1"], override=False, **TARGET)
    nothing(call("createManualImageSyncRepo", body=body, **PLACE))
    jobs = call("showSyncJob", filter="limit::10|offset::0", **PLACE)
    same((jobs.body[0].tag, jobs.body[0].sync_operator_name), ("v1", "admin"))
    same(jobs.content_range, "0-1/1")


def triggers():
    body = swr.CreateTriggerRequestBody(
        action="update",
        app_type="deployments",
        application="api",
        cluster_id="5b28c12f",
        cluster_name="test",
        cluster_ns="default",
        condition=".*",
        container="",
        enable="true",
        name="deploy",
        trigger_mode="cce",
        trigger_type="all",
    )
    call("createTrigger", body=body, **PLACE)
    same([found.name for found in call("listTriggersDetails", **PLACE).body], ["deploy"])
    body = swr.UpdateTriggerRequestBody(enable="false")
    call("updateTrigger", trigger="deploy", body=body, **PLACE)
    shown = call("showTrigger", trigger="deploy", **PLACE)
    same(shown.enable, "false")
    call("deleteTrigger", trigger="deploy", **PLACE)


def retention():
    def rules(number):
        selector = swr.TagSelector(kind="regexp", pattern="sha256-.*")
        rule = swr.Rule(template="tag_rule", params={"num": number}, tag_selectors=[selector])
        return {"algorithm": "or", "rules": [rule]}

    body = swr.CreateRetentionRequestBody(**rules("1"))
    number = call("createRetention", body=body, **PLACE).id
    same([found.id for found in call("listRetentions", **PLACE).body], [number])
    log = call("listRetentionHistories", limit="10", offset="0", **PLACE)
    same(([line.tag for line in log.retention_log], log.total), (["v1"], 1))
    same(log.content_range, "0-1/1")
    body = swr.UpdateRetentionRequestBody(**rules("2"))
    call("updateRetention", retention_id=number, body=body, **PLACE)
    [rule] = call("showRetention", retention_id=number, **PLACE).rules
    same((rule.template, rule.params), ("tag_rule", {"num": "2"}))
    call("deleteRetention", retention_id=number, **PLACE)


def numbers():
    overview = call("showDomainOverview")
    same((overview.namspace_num, overview.repo_num, overview.image_num), (1, 1, 2))
    assert overview.store_space > 0, "images take room"
    [today] = call("showDomainResourceReports", resource_type="store", frequency="daily").body
    same(today.value, overview.store_space)


if __name__ == "__main__":
    reader_id = os.environ["READER_ID"]
    account()
    organizations(reader_id)
    repositories(reader_id)
    slashes()
    tags()
    sharing()
    synchronization()
    triggers()
    retention()
    numbers()
