"""A real browser at the pages: signs in, consents, enters a device code, grants admin consent, and declines each.

Screenshots go to SALLYPORT_SCREENSHOTS when it is set.
"""
import http.server
import os
import pathlib
import shutil
import subprocess
import threading
import urllib.parse

import pytest
from conftest import user_with

pytest.importorskip("selenium")
from selenium import webdriver  # noqa: E402
from selenium.common.exceptions import WebDriverException  # noqa: E402
from selenium.webdriver.chrome.options import Options  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium with its driver: apt-get install chromium-driver")


class Receiver:
    """The client's own page on loopback: keeps what the authority sends back."""

    def __init__(self):
        receiver = self
        self.answers = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                if query:
                    receiver.answers.append({name: values[0] for name, values in query.items()})
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<title>received</title>received")

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver():
    one = Receiver()
    yield one
    one.server.shutdown()


@pytest.fixture
def browser(world, tmp_path):
    certificates = tmp_path / ".pki" / "nssdb"
    certificates.mkdir(parents=True)
    options = Options()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1100,900", f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(argument)
    if shutil.which("certutil"):
        subprocess.run(["certutil", "-N", "--empty-password", "-d", f"sql:{certificates}"], check=True)
        subprocess.run(["certutil", "-A", "-t", "C,,", "-n", "local tenant", "-d", f"sql:{certificates}", "-i",
                        world["ca"]], check=True)
    else:
        options.add_argument("--ignore-certificate-errors")
    environment = {**os.environ, "HOME": str(tmp_path)}
    driver = webdriver.Chrome(options=options, service=Service(DRIVER, env=environment))
    driver.implicitly_wait(0)
    yield driver
    driver.quit()


def shoot(browser, name):
    folder = os.environ.get("SALLYPORT_SCREENSHOTS")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(pathlib.Path(folder) / f"{name}.png"))


def wait_for(browser, condition, what):
    return WebDriverWait(browser, 20).until(condition, f"{what}, but the page is {browser.title!r} at {browser.current_url}")


def leave(browser, act):
    """Does what leads to another page, and waits until that is there: elements of the old one are found a moment longer."""
    browser.execute_script("window.isOldPage = true")
    act()

    def is_there(browser):
        try:
            return browser.execute_script("return !window.isOldPage && document.readyState === 'complete'")
        except WebDriverException:
            return False  # between two pages there is none to ask

    wait_for(browser, is_there, "another page")


def sign_in(browser, user, shot):
    field = wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "input[type=password]"), "a password field")[0]
    name = browser.find_elements(By.CSS_SELECTOR, "input[name=username], input[name=login], input[type=email]")[0]
    shoot(browser, f"{shot}-sign-in")
    name.clear()
    name.send_keys(user["userPrincipalName"])
    field.send_keys(user["password"])
    leave(browser, field.submit)


def press(browser, value):
    """Presses the button that carries this value."""
    button = wait_for(
        browser, lambda b: b.find_elements(By.CSS_SELECTOR, f"button[value={value}]"), f"a button {value}"
    )[0]
    leave(browser, button.click)


@pytest.fixture(scope="module")
def unconsented_app(sally, customer):
    """A public client nobody consented to: the browser's person is asked."""
    def make(name, redirect):
        return sally.json(
            "app", "create", name, "--tenant", customer["id"], "--context", "user", "--permission", "User.Read",
            "--redirect-uri", redirect, "--no-consent", "--state", sally.state,
        )
    return make


def authorize_url(world, tenant, app, redirect, **more):
    query = {"client_id": app["clientId"], "response_type": "code", "redirect_uri": redirect, "state": "s p+a/c=e",
             "scope": "openid profile User.Read", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
             "code_challenge_method": "S256", **more}
    return f"{world['url']}/{tenant['id']}/oauth2/v2.0/authorize?{urllib.parse.urlencode(query)}"


@pytest.mark.parametrize("answer", ["accept", "cancel"])
def test_sign_in_and_consent(browser, receiver, world, customer, unconsented_app, answer):
    app = unconsented_app(f"Browser {answer}", receiver.url)
    browser.get(authorize_url(world, customer, app, receiver.url))
    sign_in(browser, user_with(customer, "security reader"), f"consent-{answer}")
    wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, f"button[value={answer}]"), "a consent page")
    shoot(browser, f"consent-{answer}-page")
    press(browser, answer)
    wait_for(browser, lambda b: receiver.answers, "the client's answer")
    result = receiver.answers[0]
    assert result["state"] == "s p+a/c=e"
    if answer == "accept":
        assert result["code"]
    else:
        assert result["error"] == "access_denied" and "AADSTS65004" in result["error_description"]


def test_sign_in_with_a_wrong_password_and_then_declined(browser, receiver, world, customer, unconsented_app):
    app = unconsented_app("Browser wrong password", receiver.url)
    browser.get(authorize_url(world, customer, app, receiver.url))
    user = user_with(customer, "security reader")
    sign_in(browser, {**user, "password": "not-the-password"}, "wrong-password")
    alarm = wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "[role=alert]"), "what is wrong")[0]
    assert "wrong" in alarm.text and not receiver.answers
    shoot(browser, "wrong-password-said")
    press(browser, "cancel")
    wait_for(browser, lambda b: receiver.answers, "the client's answer")
    result = receiver.answers[0]
    assert (result["error"], result["error_subcode"], result["state"]) == ("access_denied", "cancel", "s p+a/c=e")


def test_a_person_who_may_not_consent_is_sent_to_an_administrator(browser, receiver, sally, world, customer):
    app = sally.json(
        "app", "create", "Browser needs admin", "--tenant", customer["id"], "--context", "user", "--permission",
        "SecurityIncident.Read.All", "--redirect-uri", receiver.url, "--no-consent", "--state", sally.state,
    )
    browser.get(authorize_url(world, customer, app, receiver.url, scope="SecurityIncident.Read.All"))
    sign_in(browser, user_with(customer, "security reader"), "needs-admin")
    wait_for(browser, lambda b: "AADSTS90094" in b.page_source, "a page that names the administrator")
    shoot(browser, "needs-admin-page")
    press(browser, "cancel")
    wait_for(browser, lambda b: receiver.answers, "the client's answer")
    assert receiver.answers[0]["error"] == "access_denied"


@pytest.mark.parametrize("answer", ["accept", "cancel"])
def test_admin_consent(browser, receiver, sally, world, partner, customer, answer):
    app = sally.json(
        "app", "create", f"Partner {answer}", "--tenant", partner["id"], "--context", "partner", "--for", "incidents",
        "--redirect-uri", receiver.url, "--state", sally.state,
    )
    query = urllib.parse.urlencode({
        "client_id": app["clientId"], "scope": "https://api.security.microsoft.com/.default", "state": "42",
        "redirect_uri": receiver.url,
    })
    browser.get(f"{world['url']}/{customer['id']}/v2.0/adminconsent?{query}")
    sign_in(browser, user_with(customer, "global administrator"), f"admin-{answer}")
    wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, f"button[value={answer}]"), "an admin consent page")
    shoot(browser, f"admin-consent-{answer}")
    press(browser, answer)
    wait_for(browser, lambda b: receiver.answers, "the client's answer")
    result = receiver.answers[0]
    assert result["state"] == "42" and result["admin_consent"] == "True"
    if answer == "accept":
        assert result["tenant"] == customer["id"] and "error" not in result
    else:
        assert result["error"] == "consent_required" and "AADSTS65004" in result["error_description"]


@pytest.mark.parametrize("answer", ["accept", "cancel"])
def test_device_code(browser, sally, world, customer, answer):
    import requests

    app = sally.json(
        "app", "create", f"Device {answer}", "--tenant", customer["id"], "--context", "user", "--for", "incidents",
        "--state", sally.state,
    )
    flow = requests.post(
        f"{world['url']}/{customer['id']}/oauth2/v2.0/devicecode", verify=world["ca"],
        data={"client_id": app["clientId"], "scope": "https://api.security.microsoft.com/Incident.Read offline_access"},
    ).json()
    browser.get(f"{world['url']}/common/oauth2/deviceauth")
    field = wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "form input[type=text]"), "a code field")[0]
    shoot(browser, f"device-{answer}-code")
    field.send_keys(flow["user_code"])
    leave(browser, field.submit)
    confirmed = False
    for _ in range(3):
        step = wait_for(
            browser,
            lambda b: b.find_elements(By.CSS_SELECTOR, f"input[type=password], button[value={answer}]"),
            "sign-in or confirmation",
        )[0]
        if step.tag_name == "input":
            sign_in(browser, user_with(customer, "security reader"), f"device-{answer}")
        else:
            shoot(browser, f"device-{answer}-confirm")
            leave(browser, step.click)
            confirmed = True
            break
    assert confirmed
    wait_for(browser, lambda b: not b.find_elements(By.CSS_SELECTOR, "form button[value]"), "a last page")
    shoot(browser, f"device-{answer}-end")
    poll = requests.post(
        f"{world['url']}/{customer['id']}/oauth2/v2.0/token", verify=world["ca"], data={
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "client_id": app["clientId"],
            "device_code": flow["device_code"],
        },
    ).json()
    assert ("access_token" in poll) if answer == "accept" else poll["error"] == "authorization_declined", poll


def test_redirect_uri_that_differs_by_one_character_is_a_page(browser, receiver, world, customer, unconsented_app):
    app = unconsented_app("Browser mismatch", receiver.url)
    browser.get(authorize_url(world, customer, app, receiver.url + "/x"))
    shoot(browser, "redirect-mismatch")
    assert "50011" in browser.page_source and not receiver.answers
