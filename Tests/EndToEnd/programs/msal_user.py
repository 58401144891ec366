"""MSAL in the user context, with all its defaults. Arguments: CLIENT_ID TENANT METHOD [USER], the password on stdin.

METHOD is `password`, `device` (prints the flow on a line, then polls) or `interactive` (opens $BROWSER).
After the sign-in it asks again silently, which only works when the answer's scopes fit the cache.
"""
import json
import sys

import msal

client, tenant, method = sys.argv[1:4]
scopes = ["https://api.security.microsoft.com/Incident.Read"]
app = msal.PublicClientApplication(client, authority=f"https://login.microsoftonline.com/{tenant}")

if method == "password":
    answer = app.acquire_token_by_username_password(sys.argv[4], sys.stdin.readline().rstrip("\n"), scopes)
elif method == "device":
    flow = app.initiate_device_flow(scopes)
    print(json.dumps({key: flow.get(key) for key in ("user_code", "verification_uri", "message", "error")}), flush=True)
    answer = app.acquire_token_by_device_flow(flow)
else:
    answer = app.acquire_token_interactive(scopes, timeout=60)

silent = app.acquire_token_silent(scopes, app.get_accounts()[0]) if "access_token" in answer else None
print(json.dumps({
    "token": answer.get("access_token"), "error": answer.get("error"), "description": answer.get("error_description"),
    "scope": answer.get("scope"), "username": (answer.get("id_token_claims") or {}).get("preferred_username"),
    "silent": bool(silent and silent.get("access_token")),
}), flush=True)
