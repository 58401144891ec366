#!/bin/sh
# A shell script as people write it: v2 token by curl, then the incident list.
set -eu
token=$(curl -sS -X POST "https://login.microsoftonline.com/$AZURE_TENANT_ID/oauth2/v2.0/token" \
    -d "client_id=$AZURE_CLIENT_ID" --data-urlencode "client_secret=$AZURE_CLIENT_SECRET" \
    -d grant_type=client_credentials -d scope=https://api.security.microsoft.com/.default |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')
curl -sS -H "Authorization: Bearer $token" "https://api.security.microsoft.com/api/incidents"
