-- Sample rows, valid on both engines: see migrations/README.md.

insert into alert (watch_id, kind, state, severity, peak_severity, observed, expected, factor, evidence, since, raised_at, updated_at, over_at, snoozed_until, decided_by, decided_at, reason) values
    (1, 'volume', 'opened', 7, 8, 61.5, 4.25, 14.5, '{"figures": {"severity": 7, "observed": 61.5, "expected": 4.25, "factor": 14.5, "window_minutes": 60, "cold_start": false}, "evidence": {"drivers": [{"author": "mia.example", "text": "Glass in my Nimbus?!", "followers": 9100, "language": "en", "platform": "bluesky", "url": null}], "new_languages": ["bg"], "negative": 40, "total": 62, "points": []}}', 1795000000000000, 1795000000000000, 1795000060000000, null, null, 'sandbox:mia', 1795000120000000, null),
    (2, 'volume', 'dismissed', 3, 3, 12, 4, 3, '{"figures": {"severity": 7, "observed": 61.5, "expected": 4.25, "factor": 14.5, "window_minutes": 60, "cold_start": false}, "evidence": {"drivers": [{"author": "mia.example", "text": "Glass in my Nimbus?!", "followers": 9100, "language": "en", "platform": "bluesky", "url": null}], "new_languages": ["bg"], "negative": 40, "total": 62, "points": []}}', 1795000000000000, 1795000000000000, 1795000000000000, 1795000000000009, null, 'sandbox:leo', 1795000000000005, 'an advert, it''s ours'),
    (2, 'volume', 'kept', 3, 3, 12, 4, 3, '{"figures": {"severity": 3, "observed": 12, "expected": 4, "factor": 3, "window_minutes": 60, "cold_start": false}, "evidence": {"drivers": [], "new_languages": [], "negative": 0, "total": 0, "points": []}}', 1795000000000000, 1795000000000000, 1795000000000000, 1795000000000009, null, 'sandbox:leo', 1795000000000005, '只有粉絲');

insert into incident (alert_id, title, severity, state, kind, origin, opened_by, opened_at, noticed_at, led_at, stated_at, told_at, resolved_at, closed_at) values
    (1, 'Nimbus: стъкло в бутилка', 7, 'open', 'defect', 'public', 'sandbox:mia', 1795000120000000, 1795000120000000, 1795000130000000, null, 1795000140000000, null, null),
    (null, 'Опит', 1, 'closed', null, null, 'sandbox:leo', 1795000000000000, null, null, 1795000000000001, null, 1795000000000001, 1795000000000002);

insert into digest_run (watch_id, channel, due_at, sent_at) values
    (1, 'sandbox:crisis', 1794960000000000, 1795000000000000);
