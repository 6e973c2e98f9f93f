"""Gives generated requests the credentials of a server, so that they reach the rules of the contract."""

import base64
import hashlib
import hmac
import json
import os
import time
from email.utils import formatdate

import schemathesis
from requests.auth import AuthBase

settings = json.loads(os.environ['PUSH_CREDENTIALS'])


HOUR_MS = 3_600_000


def whole(value):
    """BlueKing refuses an integer that is written as 814.0, see `x-integer-literal`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def blueking(body):
    """Puts the id and token of the right kind in, where the generated ones have the right types."""
    if not isinstance(body, dict):
        return body
    changed = {**body, 'data_id': whole(body['data_id'])} if 'data_id' in body else dict(body)
    items = changed.get('data')
    if isinstance(items, list):
        # No schema can say that a timestamp must not be in the future.
        changed['data'] = [without_future(item) for item in items]
    first = items[0] if isinstance(items, list) and items else None
    kind = 'event' if isinstance(first, dict) and ('event' in first or 'event_name' in first) else 'metric'
    data_id, token = changed.get('data_id'), changed.get('access_token')
    if isinstance(data_id, int) and not isinstance(data_id, bool) and isinstance(token, str) and token:
        changed.update(settings['blueking'][kind])
    return changed


def without_future(item):
    timestamp = item.get('timestamp') if isinstance(item, dict) else None
    if isinstance(timestamp, (int, float)) and not isinstance(timestamp, bool) and timestamp > time.time() * 1000 + HOUR_MS:
        return {**item, 'timestamp': 1_661_320_521_493}
    return item


def guance(body):
    """Drops custom fields that are also tags, which no schema can forbid."""
    event = body.get('event') if isinstance(body, dict) else None
    tags = event.get('dimension_tags') if isinstance(event, dict) else None
    if not isinstance(tags, dict):
        return body
    known = ('date', 'status', 'title', 'message', 'dimension_tags', 'check_value')
    return {**body, 'event': {name: value for name, value in event.items() if name in known or name not in tags}}


class Signer(AuthBase):
    """Signs what is sent, unless the case is about the header."""

    def __init__(self, tested):
        self.tested = tested

    def __call__(self, request):
        headers = request.headers
        if self.tested not in ('Date', 'Content-MD5', 'Authorization') and 'Authorization' in headers:
            body = request.body or b''
            body = body.encode() if isinstance(body, str) else body
            headers['Date'] = formatdate(usegmt=True)
            headers['Content-MD5'] = hashlib.md5(body).hexdigest().upper()
            signed = sorted((name.lower(), value) for name, value in headers.items() if name.lower().startswith(('x-cms', 'x-acs')))
            lines = [request.method, headers['Content-MD5'], headers.get('Content-Type', ''), headers['Date']]
            lines += [f'{name}:{value}' for name, value in signed] + [request.path_url]
            secret = settings['cloudmonitor']['secret'].encode()
            signature = hmac.new(secret, '\n'.join(lines).encode(), hashlib.sha1).hexdigest().upper()
            headers['Authorization'] = f"{settings['cloudmonitor']['key']}:{signature}"
        return request


@schemathesis.hook
def before_call(context, case, kwargs):
    api = settings['api']
    if api == 'blueking':
        case.body = blueking(case.body)
    if api == 'guance':
        case.body = guance(case.body)
    if api == 'cloudmonitor':
        data = case.meta.phase.data if case.meta else None
        kwargs['auth'] = Signer(getattr(data, 'parameter', None))
