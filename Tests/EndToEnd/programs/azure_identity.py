"""azure-identity with nothing but the environment: argument `default`, `environment` or `async`."""
import asyncio
import json
import sys

SCOPE = "https://graph.microsoft.com/.default"


async def asynchronous():
    from azure.identity.aio import EnvironmentCredential

    async with EnvironmentCredential() as credential:
        return await credential.get_token(SCOPE)


if sys.argv[1] == "async":
    token = asyncio.run(asynchronous())
else:
    import azure.identity

    kind = {"default": azure.identity.DefaultAzureCredential, "environment": azure.identity.EnvironmentCredential}
    token = kind[sys.argv[1]]().get_token(SCOPE)
print(json.dumps({"token": token.token, "expires_on": token.expires_on}))
