"""Reports the metrics of each call in a registry of its own."""

import json
import logging
import os
import sys

from bk_monitor_report import MonitorReporter
from prometheus_client import CollectorRegistry, Gauge

logging.basicConfig(level=logging.INFO)

with open(sys.argv[1], encoding="utf-8") as file:
    calls = json.load(file)

for items in calls:
    registry = CollectorRegistry()
    gauges = {}
    for item in items:
        [(name, value)] = item["metrics"].items()
        labels = item["dimension"]
        if name not in gauges:
            gauges[name] = Gauge(name, "a metric", list(labels), registry=registry)
        gauge = gauges[name].labels(**labels) if labels else gauges[name]
        gauge.set(value)
    MonitorReporter(
        data_id=int(os.environ["BK_DATA_ID"]),
        access_token=os.environ["BK_ACCESS_TOKEN"],
        target="127.0.0.1",
        url=os.environ["PUSH_URL"] + "/v2/push/",
        registry=registry,
    ).report()
