"""Reads every example with the models of datamodel-code-generator and writes it back."""

import json
from datetime import datetime
import model
from pydantic import TypeAdapter

def instant(text):
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def is_same(left, right):
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(is_same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(is_same, left, right))
    # A time is written back with more decimals.
    if isinstance(left, str) and isinstance(right, str):
        return instant(left) == instant(right)
    return left == right and isinstance(left, bool) == isinstance(right, bool)


with open('examples.json', encoding='utf-8') as file:
    examples = json.load(file)

for example in examples:
    models = [getattr(model, name) for name in example['components']]
    kind = models[0]
    for other in models[1:]:
        kind = kind | other
    adapter = TypeAdapter(kind)
    read = adapter.validate_json(json.dumps(example['value']))
    written = json.loads(adapter.dump_json(read, by_alias=True, exclude_unset=True))
    if not is_same(written, example['value']):
        raise SystemExit(f"{example['name']} is written back as {json.dumps(written)}")
print(len(examples))
