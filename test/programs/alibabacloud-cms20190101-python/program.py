"""Calls PutCustomEvent for the events of each call."""

import json
import os
import sys

from alibabacloud_cms20190101 import models
from alibabacloud_cms20190101.client import Client
from alibabacloud_tea_openapi.utils_models import Config

client = Client(
    Config(
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN"),
        endpoint=os.environ["PUSH_HOST"],
        protocol="HTTP",
        signature_algorithm=os.environ.get("SIGNATURE_ALGORITHM"),
    )
)

with open(sys.argv[1], encoding="utf-8") as file:
    calls = json.load(file)

for events in calls:
    event_info = [
        models.PutCustomEventRequestEventInfo(
            event_name=event["name"],
            content=event["content"],
            group_id=event.get("groupId"),
            time=event.get("time"),
        )
        for event in events
    ]
    try:
        answer = client.put_custom_event(models.PutCustomEventRequest(event_info=event_info))
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(answer.status_code, answer.body.to_map())
