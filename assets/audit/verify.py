#!/usr/bin/env python3
"""Checks this folder with Python's standard library alone: python3 verify.py

1. The words of every revision have the hashes that statement.json says.
2. Every row of the ledger about the statement has the hash of its content, and every row the one before it in its own.
3. What was approved and published are words that are here.
"""
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
wrong = []


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def check(holds, what):
    if not holds:
        wrong.append(what)


def words(statement):
    """The hash of each revision: of its words, or of the list of its versions where it has several."""
    hashes = {}
    for revision in statement["revisions"]:
        lines = []
        for version in revision["versions"]:
            found = sha256((HERE / version["file"]).read_bytes())
            check(found == version["sha256"], f"{version['file']} was changed")
            lines.append(f"{version['channel']} {version['language']} {found}\n")
        whole = found if len(lines) == 1 else sha256("".join(sorted(lines)).encode())
        check(whole == revision["hash"], f"revision {revision['number']} has another hash")
        hashes[revision["number"]] = whole
    return hashes


def row_hash(row):
    fields = [row["prev_hash"], row["seq"], row["at"], row["actor"], row["action"], row["subject"], row["detail"]]
    encoded = [str(field).encode() for field in fields]
    return sha256(b"".join(b"%d:%s" % (len(data), data) for data in encoded))


def approval(statement):
    """What the store says was approved, if anything was: in any state, and in what stood in public before."""
    state = statement["state_in_full"]
    if not isinstance(state, dict):
        return None
    (name, of), = state.items()
    was = of if name in ("approved", "published") else of.get("was") or {}
    return was.get("approval", was).get("hash")


def ledger(statement, hashes):
    before, about, approved = None, 0, set()
    for line in (HERE / "ledger.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if before is not None:
            check(row["seq"] == before["seq"] + 1, f"row {before['seq'] + 1} is missing or out of order")
            check(row["prev_hash"] == before["hash"], f"row {row['seq']} does not follow the row before it")
        if "action" in row:
            about += 1
            check(row["hash"] == row_hash(row), f"row {row['seq']} was changed")
            detail = json.loads(row["detail"])
            if row["subject"] == statement["id"] and "revision" in detail:
                known = hashes.get(detail["revision"])
                check(known == detail["hash"], f"row {row['seq']} is about words that are not here")
                if row["action"] in ("statement.approved", "statement.released_without_approval"):
                    approved.add(detail["hash"])
        before = row
    check(before is not None and about > 0, "the ledger is empty")
    check(before is None or before["hash"] == statement["ledger"]["last_hash"], "the ledger ends elsewhere")
    hash_of = approval(statement)
    check(hash_of is None or hash_of in hashes.values(), "what was approved are words that are not here")
    check(hash_of is None or hash_of in approved, "no row of the ledger approves what counts as approved")
    return about


def main():
    statement = json.loads((HERE / "statement.json").read_text("utf-8"))
    hashes = words(statement)
    about = ledger(statement, hashes)
    for what in wrong:
        print(f"WRONG: {what}")
    if wrong:
        sys.exit(1)
    print(f"{statement['id']}: {len(hashes)} revisions and {about} rows of the ledger, every hash holds")


if __name__ == "__main__":
    main()
