#!/usr/bin/env python3
"""Times Python's vaderSentiment and `squall score` side by side on the same invented texts.

    python3 -m venv /tmp/vader && /tmp/vader/bin/pip install -q vaderSentiment
    cargo build --profile dist
    /tmp/vader/bin/python scripts/peer_vader.py

VADER reads English alone and says no language; start-up is left out for it and counted in for squall.
"""
import json
import os
import subprocess
import sys
import time

TEXTS = (
    "Third day without an answer from support, the parcel {n} is still lost and nobody picks up the phone. Never again! #fail",
    "Order {n} came a day early and the new kettle is wonderful, thank you so much :)",
    "Does anybody know when shop {n} opens on Sunday?",
    "Not good, not good at all. The {n} people who wrote to you deserve an answer 😡",
)
COUNT = int(os.environ.get("COUNT", "100000"))
SQUALL = os.environ.get("SQUALL", os.path.join(os.path.dirname(__file__), "..", "target", "dist", "squall"))


def main():
    texts = [TEXTS[n % len(TEXTS)].format(n=n) for n in range(COUNT)]
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)).encode()
    began = time.monotonic()
    answers = subprocess.run([SQUALL, "score"], input=lines, stdout=subprocess.PIPE, check=True).stdout
    took = time.monotonic() - began
    assert answers.count(b"\n") == COUNT, "an answer is missing"
    print(f"squall score (start-up, JSON and pipe included): {COUNT / took:,.0f} texts/s")
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        sys.exit("vaderSentiment is not installed; the head of this file says how")
    analyzer = SentimentIntensityAnalyzer()
    began = time.monotonic()
    for text in texts:
        analyzer.polarity_scores(text)
    took = time.monotonic() - began
    print(f"vaderSentiment (the calls alone): {COUNT / took:,.0f} texts/s")


if __name__ == "__main__":
    main()
