import json
import os
import urllib.error
import urllib.request

import pytest

URL = os.environ.get("PUSHSPEC_URL", "http://127.0.0.1:4010")
PUSH = URL + "/api/v1/push-events/secret_dev/datakit/push"


def call(url, body=None, method="POST"):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


@pytest.fixture(autouse=True)
def reset():
    call(URL + "/__admin/reset")


def test_alert_is_accepted():
    call(PUSH, {"event": {"status": "error", "title": "disk full"}})
    requests = call(URL + "/__admin/requests", method="GET")["requests"]
    assert [each["outcome"] for each in requests] == ["accepted"]


def test_outage():
    call(URL + "/__admin/faults", {"api": "guance", "reason": "internal-error"})
    with pytest.raises(urllib.error.HTTPError) as failure:
        call(PUSH, {"event": {"status": "error", "title": "disk full"}})
    assert failure.value.code == 500
