"""Reads the claims of an access token, without validation."""
import base64
import json


def claims(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
