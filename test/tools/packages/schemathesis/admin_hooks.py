"""Adapts valid requests to the admin API to the state of the server, which its document cannot describe. Requests that
must be refused stay as they are."""

import json
import os
from datetime import datetime, timezone
from urllib.request import Request, urlopen

import schemathesis

settings = json.loads(os.environ['PUSH_CREDENTIALS'])

HOUR_MS = 3_600_000


def fault(body):
    """Only codes of the API's contract are reasons."""
    if 'reason' in body:
        body['reason'] = 'internal-error'


def attempt(body):
    """The configuration and the contract define the names of credentials, operations and paths."""
    for name in ('credential', 'operation', 'path'):
        body.pop(name, None)


def clock(body):
    """The sum of all changes must stay within the years 1970 to 9999."""
    if 'advanceMs' in body:
        body['advanceMs'] %= HOUR_MS
    if isinstance(body.get('freeze'), str) and not is_time(body['freeze']):
        body['freeze'] = '2026-11-21T08:30:00.000Z'


def is_time(text):
    """A day may not exist, a minute may have no leap second, and an offset may lead out of these years."""
    try:
        year = datetime.fromisoformat(text.upper()).astimezone(timezone.utc).year
    except (ValueError, OverflowError):
        return False
    return 1970 < year < 9999


def settings_of(api, body):
    """Each API has only some of the settings. Rate limits name units of its contract, and ids are unique."""
    for name in [name for name in body if name not in settings['settings'][api]]:
        del body[name]
    if isinstance(body.get('rateLimits'), list):
        body['rateLimits'] = 'off'
    for name in ('dataIds', 'accounts', 'monitors'):
        if name in body:
            del body[name][1:]
    for account in body.get('accounts', []):
        del account['keys'][1:]
    body.pop('requireApiKey', None)


def clear_faults(base_url):
    """A connection that an earlier fault resets is not an error of the server."""
    urlopen(Request(f'{base_url}/__admin/faults', method='DELETE')).close()


@schemathesis.hook
def before_call(context, case, kwargs):
    path, body = case.operation.path, case.body
    if path.endswith(('/try', '/replay')):
        clear_faults(case.operation.base_url)
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if 'reason' in (case.query or {}):
        case.query['reason'] = 'internal-error'
    if not isinstance(body, dict):
        return
    changed = json.loads(json.dumps(body))
    if path.endswith('/faults'):
        fault(changed)
    if path.endswith('/try'):
        attempt(changed)
    if path.endswith('/clock'):
        clock(changed)
    if '/config/' in path:
        settings_of(case.path_parameters['api'], changed)
    case.body = changed
