"""The main job, in all three contexts."""
import json


def test_every_step_of_the_three_contexts_is_ok(sally):
    done = sally("quickstart", "--state", sally.home / "quickstart", "--output", "json", timeout=600)
    result = json.loads(done.stdout)
    assert [context["name"] for context in result["contexts"]] == ["application", "user", "partner"]
    failed = [step for context in result["contexts"] for step in context["steps"] if not step["ok"]]
    assert result["ok"] and not failed, failed
    assert all({"name", "ok", "ms", "detail"} <= set(step) for context in result["contexts"] for step in context["steps"])
