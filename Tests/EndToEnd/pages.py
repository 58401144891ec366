"""A browser without JavaScript, in the standard library and requests: cookies, links, forms."""
import html.parser
import urllib.parse

import requests


class _Forms(html.parser.HTMLParser):
    """Collects the forms of a page with their fields and buttons."""

    def __init__(self):
        super().__init__()
        self.forms, self.title, self._in_title = [], "", False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "title":
            self._in_title = True
        elif tag == "form":
            self.forms.append({
                "action": attributes.get("action", ""), "method": attributes.get("method", "get").lower(),
                "fields": {}, "types": {}, "buttons": [],
            })
        elif self.forms and tag == "input" and attributes.get("name"):
            form, name, kind = self.forms[-1], attributes["name"], attributes.get("type", "text")
            if kind == "submit":
                form["buttons"].append((name, attributes.get("value", "")))
            elif kind not in ("checkbox", "radio") or "checked" in attributes:
                form["fields"][name] = attributes.get("value", "")
            form["types"][name] = kind
        elif self.forms and tag == "button" and attributes.get("type", "submit") == "submit":
            self.forms[-1]["buttons"].append((attributes.get("name"), attributes.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


class Person:
    """Signs in, answers consent and device-code pages, and follows redirects until nothing is left to answer."""

    def __init__(self, user, password, accepts=True, device_code=None):
        self.user, self.password, self.accepts, self.device_code = user, password, accepts, device_code
        self.session = requests.Session()
        self.seen = []

    def visit(self, url):
        answer = self.session.get(url, timeout=30)
        for _ in range(8):
            page = _Forms()
            page.feed(answer.text)
            self.seen.append(page.title.strip())
            form = next((form for form in page.forms if form["buttons"]), None)
            if form is None:
                return answer
            answer = self._submit(answer.url, form)
        raise AssertionError(f"no end of pages: {self.seen}")

    def _submit(self, base, form):
        fields = dict(form["fields"])
        for name, kind in form["types"].items():
            if kind == "password":
                fields[name] = self.password
            elif kind in ("text", "email") and not fields.get(name):
                fields[name] = self.device_code if self.device_code and "code" in name else self.user
        names = [button for button in form["buttons"] if button[0]]
        refusing = ("cancel", "decline", "deny", "no")
        refusal = next((b for b in names if b[1].lower() in refusing or b[0].lower() in refusing), None)
        agreement = next((b for b in names if b != refusal), None)
        chosen = refusal if refusal and not self.accepts and "password" not in form["types"].values() else agreement
        if chosen:
            fields[chosen[0]] = chosen[1]
        target = urllib.parse.urljoin(base, form["action"])
        if form["method"] == "get":
            return self.session.get(target, params=fields, timeout=30)
        return self.session.post(target, data=fields, timeout=30)
