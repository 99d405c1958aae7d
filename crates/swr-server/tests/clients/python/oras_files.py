"""Pushes a file, pulls it, and lists the tags of another repository."""

import os

import oras.client

host, version = os.environ["HOST"], os.environ["VERSION"]
options = {"insecure": True}
if version != "0.2.25":
    # Otherwise it sends the password as a token.
    options["auth_backend"] = "basic"


def signed_in():
    """A client. It keeps the token of the repository that it asked for first."""
    client = oras.client.OrasClient(hostname=host, **options)
    client.login(
        hostname=host,
        username=os.environ["REGISTRY_USER"],
        password=os.environ["REGISTRY_PASSWORD"],
        tls_verify=False,
    )
    return client


client = signed_in()
with open("greeting.txt", "w") as file:
    file.write("hello")
target = f"{host}/team/oras-{version}:1"
client.push(target=target, files=["greeting.txt"], disable_path_validation=True)
os.remove("greeting.txt")
client.pull(target=target, outdir=".")
with open("greeting.txt") as file:
    assert file.read() == "hello"
tags = signed_in().get_tags(f"{host}/team/many")
print(f"pulled, {len(tags)} tags")
