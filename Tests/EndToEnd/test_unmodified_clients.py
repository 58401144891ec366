"""Programs that know nothing of Sallyport, run through `sally exec`."""
import json
import os
import subprocess
import sys

import pytest
from conftest import PROGRAMS, SALLY, user_with
from pages import Person
from tokens import claims


@pytest.fixture(scope="module")
def user_app(sally, customer):
    """A public client with delegated permissions, consented for the whole tenant."""
    return sally.json(
        "app", "create", "User Context Test", "--tenant", customer["id"], "--context", "user", "--for",
        "incidents,hunting", "--redirect-uri", "http://localhost", "--state", sally.state,
    )


def test_v1_hello_world_lists_incidents(sally):
    answer = sally.run_program("python3", PROGRAMS / "hello_world_v1.py")
    assert isinstance(answer["expires_in"], str), "v1 answers are texts"
    assert "value" in answer["incidents"]


def test_requests_hunts_on_both_routes(sally, recording):
    answer = sally.run_program("python3", PROGRAMS / "hunting_requests.py")
    assert [column["Name"] for column in answer["xdr"]["Schema"]] == ["FileName", "Events"]
    assert answer["xdr"]["Results"] and answer["xdr"]["Results"] == answer["graph"]["results"]


def test_curl_gets_token_and_incidents(sally):
    answer = sally.run_program("sh", PROGRAMS / "curl_v2.sh")
    assert "value" in answer


def test_msal_secret_and_its_cache(sally):
    answer = sally.run_program("python3", PROGRAMS / "msal_application.py", "secret")
    assert answer["error"] is None, answer
    assert claims(answer["token"])["roles"] and answer["cached"]


def test_msal_certificate(sally, customer, tmp_path):
    pem = tmp_path / "client.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", tmp_path / "key", "-out",
         tmp_path / "certificate", "-days", "2", "-subj", "/CN=client"], check=True, capture_output=True,
    )
    pem.write_text((tmp_path / "key").read_text() + (tmp_path / "certificate").read_text())
    app = sally.json(
        "app", "create", "Certificate Test", "--tenant", customer["id"], "--context", "application", "--for",
        "incidents", "--certificate", pem, "--state", sally.state,
    )
    answer = sally.run_program(
        "env", f"AZURE_CLIENT_ID={app['clientId']}", f"AZURE_TENANT_ID={customer['id']}", "python3",
        PROGRAMS / "msal_application.py", "certificate", pem,
    )
    assert answer["error"] is None, answer
    assert claims(answer["token"])["appidacr"] == "2"


def test_msal_user_name_and_password(sally, customer, user_app):
    user = user_with(customer, "security reader")
    answer = sally.run_program(
        "python3", PROGRAMS / "msal_user.py", user_app["clientId"], customer["id"], "password",
        user["userPrincipalName"], text=user["password"] + "\n",
    )
    assert answer["error"] is None, answer
    assert answer["silent"], "the answer's scopes must fit MSAL's cache"
    assert "Incident.Read" in claims(answer["token"])["scp"].split()


def test_msal_interactive_with_the_systems_browser(sally, customer, user_app):
    user = user_with(customer, "security reader")
    answer = sally.run_program(
        "python3", PROGRAMS / "msal_user.py", user_app["clientId"], customer["id"], "interactive",
        environment={
            "BROWSER": f"{sys.executable} {PROGRAMS / 'browser.py'} %s &",
            "PERSON_USER": user["userPrincipalName"], "PERSON_PASSWORD": user["password"],
        },
    )
    assert answer["error"] is None, answer
    assert answer["username"] == user["userPrincipalName"] and answer["silent"]


@pytest.mark.parametrize("accepts", [True, False], ids=["confirmed", "declined"])
def test_msal_device_code(sally, world, customer, user_app, accepts):
    user = user_with(customer, "security reader")
    process = subprocess.Popen(
        [SALLY, "exec", "--state", str(sally.state), "--", "python3", str(PROGRAMS / "msal_user.py"),
         user_app["clientId"], customer["id"], "device"], env=sally.environment, stdout=subprocess.PIPE, text=True,
    )
    try:
        flow = json.loads(process.stdout.readline())
        person = Person(
            user["userPrincipalName"], user["password"], accepts=accepts, device_code=flow["user_code"]
        )
        person.session.verify = world["ca"]
        person.visit(f"{world['url']}/common/oauth2/deviceauth")
        answer = json.loads(process.stdout.readline())
        process.wait(timeout=60)
    finally:
        process.kill()
    if accepts:
        assert answer["error"] is None and answer["silent"], answer
    else:
        assert answer["error"] == "authorization_declined", answer


@pytest.mark.parametrize("kind", ["default", "environment", "async"])
def test_azure_identity_by_environment_alone(sally, customer, kind):
    answer = sally.run_program("python3", PROGRAMS / "azure_identity.py", kind)
    token = claims(answer["token"])
    assert token["tid"] == customer["id"] and token["aud"].rstrip("/") == "https://graph.microsoft.com"


def test_graph_sdk_with_its_defaults(sally, recording):
    answer = sally.run_program("python3", PROGRAMS / "graph_sdk.py")
    assert answer["columns"] == ["Count"] and answer["rows"][0]["Count"] > 0


def test_exec_passes_exit_code_and_refuses_other_hosts(sally):
    assert sally("exec", "--state", sally.state, "--", "sh", "-c", "exit 37", code=37).returncode == 37
    done = sally(
        "exec", "--state", sally.state, "--", "curl", "-sS", "-o", os.devnull, "-w", "%{http_connect}",
        "https://example.org/", code=None,
    )
    assert done.stdout.strip() == "403" and done.returncode != 0
