-- Sample rows, valid on both engines: see migrations/README.md.

insert into watch (name, kind, query, languages, sources, channel, digest_cron, digest_zone, state, created_at, updated_at) values
    ('Nimbus', 'brand', 'nimbus OR "Нимбус" OR 雲汽水', '["en","bg","zh-Hant"]', '[]', null, '0 9 * * 1-5', 'Europe/Sofia', 'active', 1795000000000000, 1795000000000000),
    ('Aurea', 'competitor', 'aurea', '[]', '["listener"]', 'crisis', null, null, 'paused', 1795000000000000, 1795000000000007);

insert into mention (source, source_id, platform, kind, url, author_id, author_handle, author_name, followers, title, text, language, script, sentiment, score, confidence, engagement, reach, repost_of, group_key, organic, created_at, collected_at) values
    ('listener', 'p-1', 'bluesky', 'post', 'https://posts.example/p-1', 'u-1', 'mia.example', 'Mía O''Neil', 9100, null, 'Glass in my Nimbus?! Don''t drink it 🚨', 'en', 'Latn', 'negative', -0.75, 0.875, 12, 40000, null, -4611686018427387904, 1, 1795000000000000, 1795000000001000),
    ('listener', 'p-2', 'forum', 'comment', null, 'u-2', null, null, null, 'Тема', 'Нимбус няма вкус', 'bg', 'Cyrl', 'neutral', 0, 0.5, 0, null, 'p-1', 77, 0.125, 1795000060000000, 1795000060001000),
    ('listener', 'p-1', 'bluesky', 'post', null, 'u-1', null, null, null, null, 'The same again, at another time', 'en', 'Latn', 'negative', -0.75, 0.875, 0, null, null, 5, 1, 1795000120000000, 1795000120001000),
    ('import:june', 'p-3', 'news', 'article', null, 'u-3', null, '雲報', null, '雲汽水', '很好喝', 'zh-Hant', 'Hant', 'positive', 0.5, 0.625, 3, null, null, 78, 1, 1795000090000000, 1795000090001000);

insert into watch_mention (watch_id, created_at, mention_id) values
    (1, 1795000000000000, 1),
    (1, 1795000060000000, 2),
    (1, 1795000090000000, 4),
    (1, 1795000120000000, 3),
    (2, 1795000120000000, 3);

insert into tally (watch_id, bucket_start, total, negative, neutral, positive, organic, organic_negative, authors, reach) values
    (1, 1794999900000000, 3, 1, 1, 1, 2.125, 1, 3, 40000);

insert into tally_part (watch_id, bucket_start, dimension, value, total, negative, positive) values
    (1, 1794999900000000, 'language', 'en', 1, 1, 0),
    (1, 1794999900000000, 'platform', 'forum', 1, 0, 0);

insert into source (name, cursor, last_mention_at, last_seen_at, taken, rejected) values
    ('listener', null, 1795000060000000, 1795000060001000, 2, 1),
    ('import:june', 'line 3', null, 1795000090001000, 1, 0);
