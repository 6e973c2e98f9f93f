"""Works in a sandbox of its own on a shared server. Prints its id, how many requests were accepted, failed and kept."""
import json
import os
import urllib.error
import urllib.request

url, name, count = os.environ["URL"], os.environ["NAME"], int(os.environ["COUNT"])
# Ignore proxies in the environment.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {} if body is None else {"Content-Type": "application/json"}
    request = urllib.request.Request(url + path, data, headers, method=method)
    try:
        with opener.open(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, None


_, sandbox = call("POST", "/__admin/sandboxes", {"name": name})
monitor = sandbox["config"]["guance"]["monitors"][0]
address = "/api/v1/push-events/{secret}/{subUri}".format(**monitor)
query = "?sandbox=" + sandbox["id"]
statuses = []


def push():
    status, _ = call("POST", address, {"event": {"status": "error", "title": name}})
    statuses.append(status)


push()
call("POST", "/__admin/reset" + query)
for _ in range(count):
    push()
call("POST", "/__admin/faults" + query, {"api": "guance", "reason": "internal-error"})
push()
_, listed = call("GET", "/__admin/requests" + query)
print(sandbox["id"], statuses.count(200), statuses.count(500), listed["kept"])
