"""What goes wrong, its code and the way out, as a program and a person see it."""
import base64
import hashlib
import json
import urllib.parse

import pytest
import requests
from conftest import user_with
from pages import Person
from tokens import claims


@pytest.fixture(scope="module")
def http(world):
    session = requests.Session()
    session.verify = world["ca"]
    return session


@pytest.fixture(scope="module")
def app(sally, customer):
    return sally.json(
        "app", "create", "Wrong Input", "--tenant", customer["id"], "--context", "application", "--for", "incidents",
        "--state", sally.state,
    )


def token(http, world, tenant, app, resource="https://api.security.microsoft.com", secret=None, client=None):
    return http.post(f"{world['url']}/{tenant}/oauth2/v2.0/token", data={
        "grant_type": "client_credentials", "client_id": client or app["clientId"],
        "client_secret": secret or app["secret"]["value"], "scope": f"{resource}/.default",
    })


@pytest.mark.parametrize("wrong, status, error, number", [
    ({"secret": "wrong"}, 401, "invalid_client", 7000215),
    ({"client": "00000000-1111-2222-3333-444444444444"}, 400, "unauthorized_client", 700016),
    ({"tenant": "00000000-1111-2222-3333-444444444444"}, 400, "invalid_request", 90002),
    ({"tenant": "undefined value"}, 400, "invalid_request", 900023),
    ({"tenant": "common"}, 400, "invalid_request", 50194),
    ({"resource": "https://not-there.example"}, 400, "invalid_resource", 500011),
])
def test_token_refusals(http, world, customer, app, wrong, status, error, number):
    wrong = dict(wrong)
    answer = token(http, world, wrong.pop("tenant", customer["id"]), app, **wrong)
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"][0]) == (status, error, number)
    assert app["secret"]["value"] not in answer.text


def test_missing_role_names_what_is_required(http, world, customer, app):
    bearer = {"Authorization": "Bearer " + token(http, world, customer["id"], app).json()["access_token"]}
    answer = http.post(f"{world['url']}/api/advancedhunting/run", headers=bearer, json={"Query": "print 1"})
    assert answer.status_code == 403
    assert "Missing application roles" in answer.json()["error"]["message"]
    assert "AdvancedHunting.Read.All" in answer.json()["error"]["message"]


def test_token_of_the_wrong_audience(http, world, customer, app):
    graph = token(http, world, customer["id"], app, resource="https://graph.microsoft.com").json()["access_token"]
    assert "graph" in claims(graph)["aud"]
    answer = http.get(f"{world['url']}/api/incidents", headers={"Authorization": f"Bearer {graph}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "Unauthorized")


def test_incidents_wrong_id_enum_and_body(http, world, sally, customer):
    app = sally.json(
        "app", "create", "Writer", "--tenant", customer["id"], "--context", "application", "--for",
        "incidents-write,hunting", "--state", sally.state,
    )
    bearer = {"Authorization": "Bearer " + token(http, world, customer["id"], app).json()["access_token"]}
    base = f"{world['url']}/api/incidents"
    answer = http.get(f"{base}/999999999", headers=bearer)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "ResourceNotFound")
    answer = http.patch(f"{base}/1", headers={**bearer, "Content-Type": "application/json"}, data="{not json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidRequestBody")
    answer = http.patch(f"{base}/1", headers=bearer, json={"status": "Sideways"})
    assert answer.status_code == 400
    answer = http.post(f"{world['url']}/api/advancedhunting/run", headers=bearer,
                       json={"Query": "DeviceProcessEvents | where FileNam == 'x'"})
    assert answer.status_code == 400
    assert "FileName" in answer.json()["error"]["message"], "a suggestion"


def test_the_command_line_says_what_to_do(sally, customer):
    done = sally(
        "hunt", "DeviceProcessEvents | where FileNam == 'x'", "--state", sally.state, code=None,
        environment={"AZURE_TENANT_ID": customer["id"], "AZURE_CLIENT_ID": "00000000-1111-2222-3333-444444444444",
                     "AZURE_CLIENT_SECRET": "canary-secret-value"},
    )
    assert done.returncode == 4
    assert "AADSTS700016" in done.stderr and "canary-secret-value" not in done.stderr + done.stdout


def test_a_second_start_says_what_is_wrong(sally):
    done = sally("local", "start", "--detach", "--state", sally.state, "--port", "0", code=None)
    assert done.returncode == 1 and "already" in done.stderr


@pytest.fixture(scope="module")
def sign_in(http, world, sally, customer):
    """Signs a person in on the pages and gives the form that redeems the code."""
    redirect = "http://localhost/never-listens"
    app = sally.json(
        "app", "create", "Wrong Codes", "--tenant", customer["id"], "--context", "user", "--for", "incidents",
        "--redirect-uri", redirect, "--state", sally.state,
    )
    user = user_with(customer, "security reader")

    def once():
        verifier = "v" * 64
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        person = Person(user["userPrincipalName"], user["password"])
        person.session.verify = world["ca"]
        query = urllib.parse.urlencode({
            "client_id": app["clientId"], "response_type": "code", "redirect_uri": redirect, "state": "1",
            "scope": "https://api.security.microsoft.com/Incident.Read", "code_challenge": challenge,
            "code_challenge_method": "S256",
        })
        # Nothing listens at the redirect URI: the refused connection tells where the browser was sent.
        with pytest.raises(requests.ConnectionError) as refused:
            person.visit(f"{world['url']}/{customer['id']}/oauth2/v2.0/authorize?{query}")
        sent = urllib.parse.parse_qs(urllib.parse.urlsplit(refused.value.request.url).query)
        return {
            "grant_type": "authorization_code", "client_id": app["clientId"], "code": sent["code"][0],
            "redirect_uri": redirect, "code_verifier": verifier,
        }

    return once


def test_a_code_is_redeemed_once(http, world, customer, sign_in):
    endpoint = f"{world['url']}/{customer['id']}/oauth2/v2.0/token"
    form = sign_in()
    assert "access_token" in http.post(endpoint, data=form).json()
    again = http.post(endpoint, data=form)
    assert (again.status_code, again.json()["error"], again.json()["error_codes"][0]) == (400, "invalid_grant", 54005)


@pytest.mark.parametrize("wrong, error, number", [
    ({"code_verifier": None}, "invalid_grant", 501481),
    ({"code_verifier": "w" * 64}, "invalid_grant", 501481),
    ({"redirect_uri": "http://localhost/never-listenS"}, "invalid_client", 500112),
    ({"code": "garbage"}, "invalid_grant", 9002313),
])
def test_redemptions_that_do_not_fit(http, world, customer, sign_in, wrong, error, number):
    answer = http.post(f"{world['url']}/{customer['id']}/oauth2/v2.0/token", data={**sign_in(), **wrong}).json()
    assert (answer["error"], answer["error_codes"][0]) == (error, number), answer


def test_a_token_of_a_stranger_is_refused(http, world, customer, app):
    token_text = token(http, world, customer["id"], app).json()["access_token"]
    head, body, signature = token_text.split(".")
    changed = json.dumps({**claims(token_text), "roles": ["Incident.ReadWrite.All"]}).encode()
    forged = ".".join([head, base64.urlsafe_b64encode(changed).decode().rstrip("="), signature])
    for wrong in (forged, "", "not-a-token"):
        answer = http.get(f"{world['url']}/api/incidents", headers={"Authorization": f"Bearer {wrong}"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "Unauthorized")


def test_a_tenant_that_did_not_consent(http, world, sally, partner, customer):
    app = sally.json(
        "app", "create", "Nobody Consented", "--tenant", partner["id"], "--context", "partner", "--for", "incidents",
        "--redirect-uri", "https://partner.example/done", "--state", sally.state,
    )
    answer = token(http, world, customer["id"], app)
    assert answer.json()["error_codes"][0] in (700016, 7000229)
    sally("app", "consent", app["clientId"], "--tenant", customer["id"], "--state", sally.state)
    assert claims(token(http, world, customer["id"], app).json()["access_token"])["tid"] == customer["id"]
    sally("app", "delete", app["clientId"], "--tenant", partner["id"], "--yes", "--state", sally.state)
    assert "error" in token(http, world, partner["id"], app).json()
