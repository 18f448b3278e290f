// Slack's own clients must be satisfied with the fake Slack that Squall is tested on.
// `node clients.mjs [COMMAND...]`: COMMAND serves the fake; by default cargo's test does.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel, WebClient } from '@slack/web-api';

const root = new URL('../..', import.meta.url).pathname;
const serve = ['cargo', 'test', '--quiet', '--test', 'it', '--', '--ignored', '--nocapture', 'serve_fake_slack'];
const [command, ...args] = process.argv.length > 2 ? process.argv.slice(2) : serve;
const fake = spawn(command, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
const ended = once(fake, 'exit');
const lines = createInterface({ input: fake.stdout })[Symbol.asyncIterator]();

/** The next line of the fake; what the test harness writes between them is no JSON. */
async function hear() {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('the fake ended early');
    if (value.startsWith('{')) return JSON.parse(value);
  }
}

/** Somebody at the fake does something. */
async function people(...words) {
  fake.stdin.write(`${JSON.stringify(words)}\n`);
  return (await hear()).done;
}

const { api_url, bot_token, app_token } = await hear();
const slackApiUrl = `${api_url}/`;
const web = new WebClient(bot_token, { slackApiUrl, logLevel: LogLevel.ERROR });
const plain = (text) => ({ type: 'plain_text', text });
const maya = await people('knows', 'maya');

async function messages() {
  const { user_id } = await web.auth.test();
  assert.equal(user_id, 'U0SQUALL');
  const { channels } = await web.conversations.list({ types: 'public_channel' });
  const channel = channels.find(({ name }) => name === 'crisis').id;
  const open = { type: 'button', text: plain('Open incident'), action_id: 'open', value: '7', style: 'primary' };
  const blocks = [
    { type: 'header', text: plain('Smoke in Milan') },
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Reach*\n12' }] },
    { type: 'actions', elements: [open] },
  ];
  const metadata = { event_type: 'squall_errand', event_payload: { key: 'k1' } };
  const { ts } = await web.chat.postMessage({ channel, text: 'Smoke in Milan', blocks, metadata });
  await web.chat.update({ channel, ts, text: 'Fire in Milan', blocks });
  await web.chat.postMessage({ channel, thread_ts: ts, text: 'first task' });
  await web.chat.postEphemeral({ channel, user: maya, text: 'between us' });
  assert.deepEqual(await people('ephemerals', 'maya'), ['between us']);
  const { permalink } = await web.chat.getPermalink({ channel, message_ts: ts });
  assert.match(permalink, /archives/);
  const found = await web.conversations.history({ channel, include_all_metadata: true });
  assert.equal(found.messages.at(-1).metadata.event_payload.key, 'k1');
  const thread = await web.conversations.replies({ channel, ts });
  assert.deepEqual(thread.messages.map(({ text }) => text), ['Fire in Milan', 'first task']);
  await people('reacts', 'maya', ts, 'eyes');
  const { message } = await web.reactions.get({ channel, timestamp: ts });
  assert.equal(message.reactions[0].name, 'eyes');
  assert.equal((await web.users.info({ user: maya, include_locale: true })).user.locale, 'en-US');
  assert.equal((await web.conversations.info({ channel })).channel.is_member, true);
  assert.ok((await web.conversations.open({ users: maya })).channel.id);
  await assert.rejects(web.chat.postMessage({ channel: 'C0RANDOM', text: 'hello' }), { code: 'slack_webapi_platform_error' });
  return { channel, ts };
}

/** The client waits as long as it is told, and then it works. */
async function limits(channel) {
  await people('limits', 'chat.postMessage');
  const before = Date.now();
  await web.chat.postMessage({ channel, text: 'after a pause' });
  assert.ok(Date.now() - before >= 1000);
}

async function uploads(channel) {
  const file = Buffer.from('89504e470d0a1a0a', 'hex');
  await web.files.uploadV2({ channel_id: channel, file, filename: 'chart.png', alt_text: 'mentions an hour', title: 'Mentions' });
  assert.deepEqual(await people('files'), [['mentions an hour', file.length]]);
}

const modal = {
  type: 'modal',
  callback_id: 'opened',
  title: plain('Open an incident'),
  submit: plain('Open'),
  blocks: [{ type: 'input', block_id: 'b', label: plain('Title'), element: { type: 'plain_text_input', action_id: 'title' } }],
};

/** A form that is refused stands open and says why, until it is right. */
async function refusals(heard, ts) {
  const pressed = heard('interactive');
  await people('presses', 'maya', ts, 'Open incident');
  const press = await pressed;
  await press.ack();
  await web.views.open({ trigger_id: press.body.trigger_id, view: modal });
  for (const errors of [{ b: 'Somebody took it' }, null]) {
    const submitted = heard('interactive');
    await people('submits', 'maya', 'title', 'Smoke');
    const submission = await submitted;
    await submission.ack(errors ? { response_action: 'errors', errors } : undefined);
    await people('settled');
    const open = await people('view', 'maya');
    assert.deepEqual(open && open.errors, errors);
  }
}

/** Shortcuts of a message, picks, pins. */
async function menus(heard, ts) {
  const chosen = heard('interactive');
  await people('shortcut', 'maya', ts, 'report-mention');
  const choice = await chosen;
  await choice.ack();
  assert.deepEqual([choice.body.type, choice.body.callback_id], ['message_action', 'report-mention']);
  assert.equal(choice.body.message.ts, ts);
  await web.views.open({ trigger_id: choice.body.trigger_id, view: modal });
  const submitted = heard('interactive');
  await people('submits', 'maya', 'title', 'Smoke');
  await (await submitted).ack();
  await people('settled');
  const elements = [{ type: 'users_select', action_id: 'lead', placeholder: plain('Who leads?') }];
  const card = await web.chat.postMessage({ channel: choice.body.channel.id, text: 'Who?', blocks: [{ type: 'actions', elements }] });
  const picked = heard('interactive');
  await people('picks', 'maya', card.ts, 'lead', maya);
  const pick = await picked;
  await pick.ack();
  assert.deepEqual([pick.body.actions[0].action_id, pick.body.actions[0].selected_user], ['lead', maya]);
  const pinned = heard('pin_added');
  await people('pins', 'maya', ts);
  const pin = await pinned;
  await pin.ack();
  assert.equal(pin.event.item.message.ts, ts);
}

/** A person's page, and a press on it. */
async function homes(heard) {
  const opened = heard('app_home_opened');
  await people('comes_home', 'maya');
  const opening = await opened;
  await opening.ack();
  assert.deepEqual([opening.event.tab, opening.event.user], ['home', maya]);
  const elements = [{ type: 'button', text: plain('My settings'), action_id: 'settings', value: 'mine' }];
  await web.views.publish({ user_id: maya, view: { type: 'home', blocks: [{ type: 'actions', elements }] } });
  assert.equal((await people('home', 'maya')).type, 'home');
  const pressed = heard('interactive');
  await people('presses_in_view', 'maya', 'My settings');
  const press = await pressed;
  await press.ack();
  assert.equal(press.body.view.type, 'home');
  const many = Array.from({ length: 100 }, () => ({ type: 'divider' }));
  await web.views.publish({ user_id: maya, view: { type: 'home', blocks: many } });
}

/** What one person and the bot write to each other. */
async function directs(heard) {
  const echoed = heard('message');
  const posted = await web.chat.postMessage({ channel: maya, text: 'for you' });
  // What the bot says comes back to it.
  const echo = await echoed;
  await echo.ack();
  assert.equal(echo.event.bot_id, 'B0SQUALL');
  await web.chat.update({ channel: posted.channel, ts: posted.ts, text: 'for you, again' });
  const { channel } = await web.conversations.open({ users: maya });
  assert.equal(channel.id, posted.channel);
  const written = heard('message');
  await people('writes', 'maya', 'status');
  const message = await written;
  await message.ack();
  assert.deepEqual([message.event.channel_type, message.event.channel], ['im', posted.channel]);
}

async function socket({ channel, ts }) {
  // The client waits this long before it comes back.
  const clientPingTimeout = 1000;
  const options = { clientOptions: { slackApiUrl }, clientPingTimeout, logLevel: LogLevel.ERROR };
  const client = new SocketModeClient({ appToken: app_token, ...options });
  const heard = (kind) => new Promise((resolve) => client.once(kind, resolve));
  // The cut below is an error for the client, which then comes back.
  client.on('error', () => {});
  // The reaction waits for a connection, as an event does.
  const reacted = heard('reaction_added');
  await client.start();
  await people('connected');
  const reaction = await reacted;
  assert.deepEqual([reaction.event.reaction, reaction.event.item.ts], ['eyes', ts]);
  await reaction.ack();

  const typed = heard('slash_commands');
  await people('types', 'maya', channel, '/crisis status');
  const command = await typed;
  assert.equal(command.body.text, 'status');
  await command.ack({ text: 'all is calm' });
  await people('settled');
  assert.ok((await people('ephemerals', 'maya')).includes('all is calm'));

  const pressed = heard('interactive');
  await people('presses', 'maya', ts, 'Open incident');
  const press = await pressed;
  await press.ack();
  assert.equal(press.body.actions[0].action_id, 'open');
  await web.views.open({ trigger_id: press.body.trigger_id, view: modal });
  const view = await people('view', 'maya');
  await web.views.update({ view_id: view.id, hash: view.hash, view: modal });
  const submitted = heard('interactive');
  await people('submits', 'maya', 'title', 'Smoke');
  const submission = await submitted;
  assert.equal(submission.body.view.state.values.b.title.value, 'Smoke');
  await submission.ack();
  await people('settled');
  assert.equal(await people('view', 'maya'), null);
  await refusals(heard, ts);
  await menus(heard, ts);
  await homes(heard);
  await directs(heard);

  const mentioned = heard('app_mention');
  await people('mentions', 'maya', channel, '@squall status');
  const mention = await mentioned;
  await mention.ack();
  await people('settled');
  const repeated = heard('app_mention');
  await people('redelivers');
  const again = await repeated;
  assert.equal(again.retry_num, 1);
  assert.equal(again.body.event_id, mention.body.event_id);
  await again.ack();

  for (const trouble of [['disconnects', 'refresh_requested'], ['cuts']]) {
    const back = heard('connected');
    await people(...trouble);
    await people('closes_old_links');
    await back;
    await people('connected');
    const next = heard('slash_commands');
    await people('types', 'maya', channel, '/crisis status');
    await (await next).ack();
    await people('settled');
  }
  await client.disconnect();
}

const card = await messages();
await limits(card.channel);
await uploads(card.channel);
await socket(card);
fake.stdin.end();
// What the fake still writes is read, or it could not end.
for await (const _ of { [Symbol.asyncIterator]: () => lines });
const [code] = await ended;
assert.equal(code, 0, 'the fake found a limit broken');
console.log('Slack\'s own clients are satisfied with the fake Slack.');
