"""Makes the calls of the example on BlueKing's page about custom reports: one POST with `requests`, then the text of the response."""

import json
import os
import time

import requests

report = {
    "data_id": int(os.environ["BK_DATA_ID"]),
    "access_token": os.environ["BK_ACCESS_TOKEN"],
    "data": [
        {
            "metrics": {"cpu_load": 0.25, "mem_usage": 0.75},
            "target": "0:192.168.0.1",
            "dimension": {"module": "db", "location": "guangdong"},
            "timestamp": int(time.time() * 1000),
        }
    ],
}
response = requests.post(os.environ["PUSH_URL"] + "/v2/push/", data=json.dumps(report))
print(response.text)
