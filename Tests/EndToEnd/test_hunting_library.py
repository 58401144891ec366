"""What a team keeps for its hunts: functions in files, functions and saved queries of a tenant, and what queries may use."""
import json

import pytest
import requests

from conftest import Sally

GROWN = "// Adds to a number\n(n: long, more: long = 1) { n + more }\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A home and a running tenant of its own, that external data of one host are allowed in and places are known to."""
    home = tmp_path_factory.mktemp("library")
    (home / "places.csv").write_text("network,country,state,city,latitude,longitude\n10.0.0.0/8,Nowhere,,,,\n")
    runner = Sally(home)
    runner("local", "start", "--detach", "--state", runner.state, "--port", "0",
           "--external-host", "lists.example", "--geo", home / "places.csv")
    yield runner
    runner("local", "stop", "--state", runner.state)


@pytest.fixture
def team(tmp_path):
    (tmp_path / "Grown.kql").write_text(GROWN)
    (tmp_path / "Of.kql").write_text("(T: (Name: string), name: string) { T | where Name =~ name }")
    (tmp_path / "Two.kql").write_text("range n from 1 to 2 step 1 // rows")
    return tmp_path



def test_queries_on_files_call_the_functions_of_files(library, team, tmp_path):
    (tmp_path / "People.csv").write_text("Name\nann\nbob\n")
    done = library("kql", "run", "--functions", team, "--data", tmp_path / "People.csv", "-o", "jsonl",
                   "People | invoke Of('ANN') | extend x = Grown(1), rows = toscalar(Two | count)")
    assert json.loads(done.stdout) == {"Name": "ann", "x": 2, "rows": 2}
    assert done.stderr == ""
    checked = library("kql", "check", "--functions", team, "-o", "jsonl", "-", text="print x = Grown(1, 2)")
    assert json.loads(checked.stdout)["columns"] == [{"name": "x", "type": "long"}]
    assert json.loads(library("kql", "check", "-o", "jsonl", "-", text="print x = Grown(1)", code=3).stdout)["stage"]


def test_a_faulty_function_is_told_and_only_its_callers_fail(library, team):
    (team / "Bad.kql").write_text("// one\nDeviceEvents\n| where Nothing == 1")
    done = library("kql", "run", "--functions", team, "-o", "jsonl", "print x = Grown(1)")
    assert json.loads(done.stdout) == {"x": 2}
    assert f"{team}/Bad.kql:3:9: error KS142" in done.stderr
    assert "Bad" in library("kql", "run", "--functions", team, "Bad()", code=1).stderr
    lines = [json.loads(line) for line in library("kql", "check", "--functions", team, "-o", "jsonl", code=3).stdout.splitlines()]
    assert [(line["file"].rsplit("/", 1)[1], line["stage"]) for line in lines] == [
        ("Bad.kql", "bind"), ("Grown.kql", None), ("Of.kql", None), ("Two.kql", None)]
    (team / "Worse.kql").write_text("(n: long) { n + ")
    assert "Worse.kql" in library("kql", "run", "--functions", team, "print 1", code=2).stderr


def test_a_tenant_keeps_functions_that_its_queries_call(library, team):
    where = ("--state", library.state)
    saved = library.json("local", "functions", "add", team / "Grown.kql", team / "Two.kql", "--author", "ann", *where)
    assert [(one["name"], one["summary"], one["author"]) for one in saved] == [("Grown", "Adds to a number", "ann"), ("Two", "", "ann")]
    assert [one["name"] for one in library.json("local", "functions", "list", *where)] == ["Grown", "Two"]
    assert "(n: long, more: long = 1) { n + more }" in library("local", "functions", "show", "Grown", *where).stdout
    again = library("local", "functions", "add", team / "Grown.kql", *where, code=2)
    assert "exists already" in again.stderr and "--replace" in again.stderr
    library("local", "functions", "add", team / "Grown.kql", "--replace", *where)

    rows = library("kql", "run", "print x = Grown(1), n = toscalar(Two | count)", *where, "-o", "jsonl").stdout
    assert json.loads(rows) == {"x": 2, "n": 2}
    assert library("kql", "check", "-", *where, text="print x = Grown(1)").stdout.endswith(": ok\n")

    bad = library("local", "functions", "add", "-", "--name", "Bad", *where, text="DeviceEvents\n| where Nothing == 1", code=3)
    assert bad.stdout.startswith("-:2:9: error KS142")
    nested = library("local", "functions", "add", "-", "--name", "Nested", *where, text="(n: long) { Grown(n) }", code=3)
    assert "may not call another" in nested.stdout
    assert "is the name of a table" in library(
        "local", "functions", "add", "-", "--name", "DeviceEvents", *where, text="print 1", code=3).stdout
    library("local", "functions", "remove", "Two", *where)
    assert [one["name"] for one in library.json("local", "functions", "list", *where)] == ["Grown"]
    gone = library("local", "functions", "remove", "Two", *where, code=1)
    assert "there is no function" in gone.stderr and "it keeps Grown" in gone.stderr


def test_a_tenant_keeps_queries_to_run_again(library, tmp_path):
    where = ("--state", library.state)
    (tmp_path / "daily.kql").write_text(
        "// What is run each day\ndeclare query_parameters(days: long = 1);\nprint d = days * 24")
    library("local", "queries", "add", tmp_path / "daily.kql", *where)
    assert library.json("local", "queries", "list", *where)[0]["summary"] == "What is run each day"
    assert json.loads(library("local", "queries", "run", "daily", *where, "-o", "jsonl").stdout) == {"d": 24}
    assert json.loads(library("local", "queries", "run", "daily", "--param", "days=3", *where, "-o", "jsonl").stdout) == {"d": 72}
    wrong = library("local", "queries", "add", "-", "--name", "wrong", *where, text="print nothing", code=3)
    assert "KS142" in wrong.stdout
    assert "there is no query" in library("local", "queries", "run", "wrong", *where, code=1).stderr
    library("local", "queries", "remove", "daily", *where)
    assert library.json("local", "queries", "list", *where) == []


def test_a_tenants_store_takes_what_queries_on_files_take(library, tmp_path):
    where = ("--state", library.state)
    done = library("kql", "run", "declare query_parameters(n: long); print x = n", "--param", "n=5", *where, "-o", "jsonl")
    assert json.loads(done.stdout) == {"x": 5}
    done = library("kql", "run", "DeviceEvents | where TimeGenerated > ago(1h) | count", *where, "-o", "jsonl")
    assert json.loads(done.stdout) == {"Count": 0}
    external = "externaldata (x: string) ['https://elsewhere.example/a.csv?key=SECRET'] | count"
    denied = library("kql", "run", external, *where, code=1)
    assert "'elsewhere.example'" in denied.stderr and "--external-host" in denied.stderr and "SECRET" not in denied.stderr
    done = library("kql", "run", external, "--external", "empty", *where, "-o", "jsonl")
    assert json.loads(done.stdout) == {"Count": 0}
    places = "print c = tostring(geo_info_from_ip_address('10.1.2.3').country)"
    done = library("kql", "run", places, "--geo", library.home / "places.csv", *where, "-o", "jsonl")
    assert json.loads(done.stdout) == {"c": "Nowhere"}
    assert "Defender's" in library("kql", "run", "print 1", "--schema", "s.json", *where, code=2).stderr


def test_the_server_answers_with_what_it_was_started_with(library, team):
    library("local", "functions", "add", team / "Grown.kql", "--replace", "--state", library.state)
    world = library.json("local", "info", "--state", library.state)
    customer = next(tenant for tenant in world["tenants"] if tenant["kind"] == "customer")
    app = library.json("app", "create", "hunter", "--tenant", customer["id"], "--context", "application", "--for", "hunting",
                       "--state", library.state)
    secret = app["secret"]["value"]
    answer = requests.post(
        f"{world['url']}/{customer['id']}/oauth2/v2.0/token", verify=world["ca"], timeout=30,
        data={"grant_type": "client_credentials", "client_id": app["clientId"], "client_secret": secret,
              "scope": "https://graph.microsoft.com/.default"})
    token = answer.json()["access_token"]

    def ask(query):
        return requests.post(
            f"{world['url']}/v1.0/security/runHuntingQuery", verify=world["ca"], timeout=60, json={"Query": query},
            headers={"Authorization": f"Bearer {token}"})

    found = ask("print x = Grown(41), c = tostring(geo_info_from_ip_address('10.1.2.3').country)")
    assert found.status_code == 200, found.text
    assert found.json()["results"] == [{"x": 42, "c": "Nowhere"}]
    denied = ask("externaldata (x: string) ['https://elsewhere.example/a.csv'] | count")
    assert denied.status_code == 400
    message = denied.json()["error"]["message"]
    assert "the allowed hosts are lists.example" in message and "sally local start --external-host" in message
