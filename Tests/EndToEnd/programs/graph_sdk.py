"""The Graph SDK with its defaults: incidents and a hunting query."""
import asyncio
import json

from azure.identity.aio import DefaultAzureCredential
from msgraph import GraphServiceClient
from msgraph.generated.security.microsoft_graph_security_run_hunting_query.run_hunting_query_post_request_body import (
    RunHuntingQueryPostRequestBody,
)


async def main():
    async with DefaultAzureCredential() as credential:
        client = GraphServiceClient(credential, ["https://graph.microsoft.com/.default"])
        incidents = await client.security.incidents.get()
        hunt = await client.security.microsoft_graph_security_run_hunting_query.post(
            RunHuntingQueryPostRequestBody(query="DeviceProcessEvents | where Timestamp > ago(30d) | count")
        )
        print(json.dumps({
            "incidents": [incident.display_name for incident in incidents.value],
            "columns": [column.name for column in hunt.schema],
            "rows": [row.additional_data for row in hunt.results],
        }))


asyncio.run(main())
