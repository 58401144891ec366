"""One local tenant for the whole run, in a state folder of its own, on a free loopback port."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

# A machine's own certificate settings would override the CA that a test gives.
for _name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"):
    os.environ.pop(_name, None)

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
DATASETS = pathlib.Path(os.environ.get("SALLYPORT_DATASETS", HERE.parent.parent.parent / "shared" / "datasets"))
SALLY = os.environ.get("SALLY", str(HERE.parent.parent / "bin" / "sally"))


class Sally:
    """Runs `sally` in a home of its own."""

    def __init__(self, home):
        self.home = home
        self.state = home / "state"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AZURE_", "SALLY_", "XDG_"))}
        self.environment = {
            **kept, "HOME": str(home), "XDG_STATE_HOME": str(home / ".state"), "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"), "NO_COLOR": "1",
            # The tests' own interpreter stands first, so that `exec -- python3` finds the third-party clients.
            "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(HERE),
        }

    def __call__(self, *arguments, text=None, code=0, timeout=120, environment=None):
        done = subprocess.run(
            [SALLY, *map(str, arguments)], input=text, capture_output=True, text=True, timeout=timeout,
            env={**self.environment, **(environment or {})},
        )
        if code is not None:
            assert done.returncode == code, f"sally {arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def json(self, *arguments, **options):
        return json.loads(self(*arguments, "-o", "json", **options).stdout)

    def run_program(self, *program, text=None, environment=None, timeout=120):
        """Runs a program through `sally exec` and reads the JSON of its last line."""
        done = self("exec", "--state", self.state, "--", *program, text=text, environment=environment, timeout=timeout)
        return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="session")
def sally(tmp_path_factory):
    runner = Sally(tmp_path_factory.mktemp("home"))
    runner("local", "start", "--detach", "--state", runner.state, "--port", "0")
    yield runner
    runner("local", "stop", "--state", runner.state)


@pytest.fixture(scope="session")
def world(sally):
    """What `sally local info` tells: tenants, users, the CA."""
    return sally.json("local", "info", "--state", sally.state)


@pytest.fixture(scope="session")
def customer(world):
    return next(tenant for tenant in world["tenants"] if tenant["kind"] == "customer")


@pytest.fixture(scope="session")
def partner(world):
    return next(tenant for tenant in world["tenants"] if tenant["kind"] == "partner")


@pytest.fixture(scope="session")
def recording(sally, customer):
    """One real recording, moved to the present; the tests that need it are skipped where it is not."""
    file = DATASETS / "cmd_mshta_vbscript_execute_psh.zip"
    if not file.exists():
        pytest.skip(f"{file} is not there: set SALLYPORT_DATASETS to the folder of recordings")
    return sally.json(
        "local", "import", file, "--tenant", customer["id"], "--shift-to-now", "--state", sally.state, timeout=300
    )


def user_with(tenant, role):
    return next(user for user in tenant["users"] if any(role in name.lower() for name in user["roles"]))
