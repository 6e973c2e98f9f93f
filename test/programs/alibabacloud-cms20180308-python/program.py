"""Calls PutEvent for the events of each call."""

import json
import os
import sys

from alibabacloud_cms20180308 import models
from alibabacloud_cms20180308.client import Client
from alibabacloud_tea_openapi.models import Config

client = Client(
    Config(
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN"),
        endpoint=os.environ["PUSH_HOST"],
        protocol="HTTP",
    )
)

with open(sys.argv[1], encoding="utf-8") as file:
    calls = json.load(file)

for events in calls:
    try:
        answer = client.put_event(models.PutEventRequest(event_info=json.dumps(events)))
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(answer.status_code, answer.body.to_map())
