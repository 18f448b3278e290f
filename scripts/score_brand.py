#!/usr/bin/env python3
"""Scores `squall score` on the posts of tests/brand/<lang>.txt (label, register, text), which no training sees.

    cargo build --profile dist
    scripts/score_brand.py [--run 'target/dist/squall score'] [--show]

Per language: macro-F1, precision of negative, language named rightly, and per register the share that is right. Standard library only.
"""
import argparse
import collections
import glob
import json
import os
import shlex
import subprocess

LABELS = {"-": "negative", "=": "neutral", "+": "positive"}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", default=os.path.join(here, "..", "target", "dist", "squall") + " score")
    ap.add_argument("--data", default=os.path.join(here, "..", "tests", "brand"))
    ap.add_argument("--show", action="store_true", help="print what was read wrongly")
    args = ap.parse_args()
    for path in sorted(glob.glob(os.path.join(args.data, "*.txt"))):
        lang = os.path.basename(path)[: -len(".txt")]
        rows = [line.rstrip("\n").split(" ", 2) for line in open(path, encoding="utf-8") if line.strip()]
        asked = "".join(json.dumps({"id": n, "text": row[2]}) + "\n" for n, row in enumerate(rows)).encode()
        answers = subprocess.run(shlex.split(args.run), input=asked, stdout=subprocess.PIPE, check=True).stdout
        said = [json.loads(line) for line in answers.splitlines()]
        assert len(said) == len(rows), "an answer is missing"
        pairs = collections.Counter((LABELS[row[0]], s["sentiment"]["label"]) for row, s in zip(rows, said))
        f1 = lambda x: 2 * pairs[x, x] / max(1, sum(n * ((g == x) + (s == x)) for (g, s), n in pairs.items()))
        mean = 100 * sum(map(f1, LABELS.values())) / 3
        negative = 100 * pairs["negative", "negative"] / max(1, sum(n for (_, s), n in pairs.items() if s == "negative"))
        named = 100 * sum(s["language"] == lang for s in said) / len(said)
        registers = collections.defaultdict(list)
        for row, s in zip(rows, said):
            registers[row[1]].append(LABELS[row[0]] == s["sentiment"]["label"])
            if args.show and not registers[row[1]][-1]:
                print(row[0], row[1], s["sentiment"]["label"], row[2])
        shares = " ".join(f"{name} {100 * sum(right) / len(right):.0f}" for name, right in registers.items())
        print(f"{lang}: {len(rows)} posts, macro-F1 {mean:.1f}, negative right {negative:.1f}, language {named:.1f} | {shares}")


if __name__ == "__main__":
    main()
