-- Sample rows, valid on both engines: see migrations/README.md.

insert into mention (source, source_id, platform, kind, url, author_id, author_handle, author_name, followers, title, text, language, script, sentiment, score, confidence, engagement, reach, repost_of, group_key, organic, created_at, collected_at, country) values
    ('listener', 'p-4', 'x', 'reply', null, 'u-4', '@ανδρέας', null, 12, null, 'Και εγώ', 'el', 'Grek', 'negative', -1, 0.25, 0, null, null, 79, 1, 1795000095000000, 1795000095001000, 'CY');
