"""The vendor's hello world for the XDR API: v1 token endpoint at login.windows.net, then a filtered incident list."""
import datetime
import json
import os

import requests

tenant, client, secret = (os.environ[f"AZURE_{name}"] for name in ("TENANT_ID", "CLIENT_ID", "CLIENT_SECRET"))

answer = requests.post(
    f"https://login.windows.net/{tenant}/oauth2/token",
    data={
        "resource": "https://api.security.microsoft.com",
        "client_id": client,
        "client_secret": secret,
        "grant_type": "client_credentials",
    },
    timeout=30,
)
answer.raise_for_status()
token = answer.json()["access_token"]

since = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
incidents = requests.get(
    f"https://api.security.microsoft.com/api/incidents?$filter=lastUpdateTime+ge+{since}",
    headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "application/json"},
    timeout=30,
)
incidents.raise_for_status()
print(json.dumps({"expires_in": answer.json()["expires_in"], "incidents": incidents.json()}))
