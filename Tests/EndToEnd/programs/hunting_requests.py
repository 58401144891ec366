"""Advanced hunting as the vendor's Python sample does it, on the XDR route and on Graph."""
import json
import os

import requests

tenant, client, secret = (os.environ[f"AZURE_{name}"] for name in ("TENANT_ID", "CLIENT_ID", "CLIENT_SECRET"))
# Equal counts have no order of their own, so the name decides among them.
query = (
    "DeviceProcessEvents | where Timestamp > ago(30d) | summarize Events = count() by FileName "
    "| sort by Events desc, FileName asc | take 3"
)


def token(scope):
    answer = requests.post(
        f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        data={"client_id": client, "client_secret": secret, "grant_type": "client_credentials", "scope": scope},
        timeout=30,
    )
    answer.raise_for_status()
    return {"Authorization": "Bearer " + answer.json()["access_token"]}


xdr = requests.post(
    "https://api.security.microsoft.com/api/advancedhunting/run",
    headers=token("https://api.security.microsoft.com/.default"), json={"Query": query}, timeout=60,
)
xdr.raise_for_status()
graph = requests.post(
    "https://graph.microsoft.com/v1.0/security/runHuntingQuery",
    headers=token("https://graph.microsoft.com/.default"), json={"Query": query}, timeout=60,
)
graph.raise_for_status()
print(json.dumps({"xdr": xdr.json(), "graph": graph.json()}))
