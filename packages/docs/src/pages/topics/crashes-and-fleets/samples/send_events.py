import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

RELAY = "http://127.0.0.1:4040"


def send(events):
    """Returns after the events are stored. Repeat the call if it fails or times out."""
    body = json.dumps(events).encode()
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(f"{RELAY}/event/custom/upload", body, headers), timeout=10) as response:
        return response.status


print(send([{"name": "deploy", "content": "version 1.4"}]))
try:
    send([{"name": "deploy"}])
except HTTPError as error:  # the vendor's own refusal
    print(error.code, json.load(error)["msg"])
