"""Starts aliyuncli with the server in ENDPOINT_HOST, so that it does not ask the vendor's location service."""

import os
import sys

sys.path.insert(0, os.environ["ALIYUNCLI_SITE"])

from aliyunsdkcore.profile.region_provider import add_endpoint

add_endpoint("Cms", "cn-hangzhou", os.environ["ENDPOINT_HOST"])

import aliyuncli.aliyuncli

aliyuncli.aliyuncli.main()
