"""Parses what was rendered with slack_sdk's block models, lets them validate, and sees that nothing was lost on the way."""

import json
import sys
from pathlib import Path

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def lost(ours, theirs, at=""):
    """What we wrote and their model does not hold: fields that Slack does not know."""
    if isinstance(ours, dict):
        if not isinstance(theirs, dict):
            return [at]
        return [hit for key, value in ours.items() for hit in lost(value, theirs.get(key), f"{at}/{key}")]
    if isinstance(ours, list):
        if not isinstance(theirs, list) or len(ours) != len(theirs):
            return [at]
        return [hit for n, pair in enumerate(zip(ours, theirs)) for hit in lost(*pair, f"{at}/{n}")]
    return [] if ours == theirs else [f"{at}: {ours!r} became {theirs!r}"]


def check_block(block):
    model = Block.parse(block)
    if model is None:
        return ["no block that slack_sdk knows"]
    # to_dict validates, and raises what it finds.
    return lost(block, model.to_dict())


def check_view(view):
    model = View(**view)
    return lost(view, model.to_dict())


def main(out):
    wrong, blocks = [], 0
    messages, modals = lines(out / "messages.json"), lines(out / "modals.json")
    homes = lines(out / "homes.json")
    for name, check, parts in [
        *((line["name"], check_block, line["blocks"]) for line in messages),
        *((line["name"], check_view, [line["view"]]) for line in modals + homes),
        *((line["name"], check_block, line["view"]["blocks"]) for line in modals),
    ]:
        for part in parts:
            blocks += 1
            try:
                wrong += [f"{name}: {hit}: {json.dumps(part)}" for hit in check(part)]
            except Exception as error:  # slack_sdk raises its own kinds, and Python's
                wrong.append(f"{name}: {error}: {json.dumps(part)}")
    wrong += [f"{line['name']}: no text" for line in messages if not line["text"].strip()]
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if wrong or len(messages) < 100 or not modals or len(homes) < 100:
        sys.exit(f"slack_blocks: slack_sdk: {len(wrong)} findings in {blocks} blocks")
    print(f"slack_blocks: slack_sdk: {len(messages)} messages, {len(modals)} modals, {len(homes)} pages, {blocks} parts: fine")


main(Path(sys.argv[1]))
