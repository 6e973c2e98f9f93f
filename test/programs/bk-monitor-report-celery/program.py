"""A Celery worker that reports its metrics from the start."""

import json
import os
import sys

from bk_monitor_report import MonitorReporter
from bk_monitor_report.contrib.celery import MonitorReportStep
from celery import Celery
from prometheus_client import CollectorRegistry, Gauge

with open(sys.argv[1], encoding="utf-8") as file:
    [items] = json.load(file)

registry = CollectorRegistry()
for item in items:
    [(name, value)] = item["metrics"].items()
    labels = item["dimension"]
    gauge = Gauge(name, "a metric", list(labels), registry=registry)
    (gauge.labels(**labels) if labels else gauge).set(value)

reporter = MonitorReporter(
    data_id=int(os.environ["BK_DATA_ID"]),
    access_token=os.environ["BK_ACCESS_TOKEN"],
    target="127.0.0.1",
    url=os.environ["PUSH_URL"] + "/v2/push/",
    registry=registry,
)
app = Celery("program", broker="memory://")
MonitorReportStep.setup_reporter(reporter)
app.steps["worker"].add(MonitorReportStep)
app.worker_main(["worker", "--pool=solo", "--loglevel=INFO", "--without-gossip", "--without-mingle"])
