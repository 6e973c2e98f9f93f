"""Calls PutCustomEvent for the events of each call."""

import json
import os
import sys

from aliyunsdkcms.request.v20190101.PutCustomEventRequest import PutCustomEventRequest
from aliyunsdkcore.acs_exception.exceptions import ClientException, ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient

key_id = os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"]
secret = os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]
token = os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN")
if token:
    client = AcsClient(region_id="cn-hangzhou", credential=StsTokenCredential(key_id, secret, token))
else:
    client = AcsClient(key_id, secret, "cn-hangzhou")

with open(sys.argv[1], encoding="utf-8") as file:
    calls = json.load(file)

names = {"name": "EventName", "content": "Content", "groupId": "GroupId", "time": "Time"}
for events in calls:
    request = PutCustomEventRequest()
    request.set_endpoint(os.environ["PUSH_HOST"])
    request.set_protocol_type("http")
    request.set_EventInfos([{names[name]: value for name, value in event.items()} for event in events])
    try:
        print(client.do_action_with_exception(request).decode())
    except (ClientException, ServerException) as error:
        sys.exit(str(error))
