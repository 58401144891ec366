"""MSAL in the application context, with all its defaults (instance discovery included).

Arguments: `secret`, or `certificate PEM_FILE` with key and certificate in one file.
"""
import json
import os
import sys

import msal

if sys.argv[1] == "secret":
    credential = os.environ["AZURE_CLIENT_SECRET"]
else:
    text = open(sys.argv[2], encoding="ascii").read()
    begin = text.index("-----BEGIN CERTIFICATE")
    credential = {"private_key": text[:begin], "public_certificate": text[begin:]}

app = msal.ConfidentialClientApplication(
    os.environ["AZURE_CLIENT_ID"], client_credential=credential,
    authority=f"https://login.microsoftonline.com/{os.environ['AZURE_TENANT_ID']}",
)
scopes = ["https://api.security.microsoft.com/.default"]
first = app.acquire_token_for_client(scopes)
second = app.acquire_token_for_client(scopes)
print(json.dumps({
    "token": first.get("access_token"), "error": first.get("error"), "description": first.get("error_description"),
    "cached": second.get("access_token") == first.get("access_token"), "source": second.get("token_source"),
}))
