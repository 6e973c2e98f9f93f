"""Reports each event of the calls."""

import json
import logging
import os
import sys

from bk_monitor_report import MonitorReporter

logging.basicConfig(level=logging.INFO)

with open(sys.argv[1], encoding="utf-8") as file:
    calls = json.load(file)

for items in calls:
    for item in items:
        MonitorReporter(
            data_id=int(os.environ["BK_DATA_ID"]),
            access_token=os.environ["BK_ACCESS_TOKEN"],
            target=item["target"],
            url=os.environ["PUSH_URL"] + "/v2/push/",
        ).report_event(item["event_name"], item["event"]["content"], item["dimension"])
