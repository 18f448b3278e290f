// discord.js must be satisfied with the fake Discord that Squall is tested on.
// `node clients.mjs [COMMAND...]`: COMMAND serves the fake; by default cargo's test does.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  ActionRowBuilder, ApplicationCommandType, AttachmentBuilder, ButtonBuilder, ButtonStyle, ChannelType, Client, EmbedBuilder, Events,
  GatewayIntentBits, MessageFlags, ModalBuilder, Partials, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle,
  ThreadAutoArchiveDuration, UserSelectMenuBuilder,
} from 'discord.js';

const root = new URL('../..', import.meta.url).pathname;
const serve = ['cargo', 'test', '--quiet', '--test', 'it', '--', '--ignored', '--nocapture', 'serve_fake_discord'];
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

const { api, token, guild: guildId, channel: channelId, forum: forumId } = await hear();
const { Guilds, GuildMessages, GuildMessageReactions, DirectMessages, MessageContent } = GatewayIntentBits;
const client = new Client({
  intents: [Guilds, GuildMessages, GuildMessageReactions, DirectMessages, MessageContent],
  partials: [Partials.Channel, Partials.Message, Partials.Reaction],
  allowedMentions: { parse: [] },
  rest: { api },
});
client.on(Events.Error, (error) => { throw error; });
const heard = async (kind, ...words) => {
  const next = once(client, kind);
  if (words.length) await people(...words);
  return (await next)[0];
};
const ready = once(client, Events.ClientReady);
await client.login(token);
await ready;
const guild = client.guilds.cache.get(guildId);
const channel = await client.channels.fetch(channelId);
const maya = await people('knows', 'maya');
const row = (...parts) => new ActionRowBuilder().addComponents(...parts);

async function registration() {
  const option = { type: 3, name: 'topic', description: 'What it is about', autocomplete: true };
  const commands = await guild.commands.set([
    { name: 'crisis', description: 'Crises', options: [{ type: 1, name: 'status', description: 'How it stands', options: [option] }] },
    { name: 'Report as mention', type: ApplicationCommandType.Message },
  ]);
  assert.deepEqual(commands.map(({ name }) => name), ['crisis', 'Report as mention']);
}

async function messages() {
  const embed = new EmbedBuilder().setTitle('Smoke in Milan').addFields({ name: 'Reach', value: '12' }).setImage('attachment://chart.png');
  const chart = new AttachmentBuilder(Buffer.from('89504e470d0a1a0a', 'hex'), { name: 'chart.png', description: 'mentions an hour' });
  const open = new ButtonBuilder().setCustomId('open:7').setLabel('Open incident').setStyle(ButtonStyle.Primary);
  const assign = new UserSelectMenuBuilder().setCustomId('assign:7');
  const level = new StringSelectMenuBuilder().setCustomId('level:7').addOptions({ label: 'Low', value: '1' }, { label: 'High', value: '2' });
  const components = [row(open), row(assign), row(level)];
  const card = await channel.send({ content: 'Smoke in Milan', embeds: [embed], files: [chart], components, nonce: 'k1', enforceNonce: true });
  const [shown] = await people('attachments', channelId);
  assert.deepEqual([shown.description, shown.size], ['mentions an hour', 8]);
  assert.equal(card.embeds[0].image.url, shown.url);
  const again = await channel.send({ content: 'Smoke in Milan', nonce: 'k1', enforceNonce: true });
  assert.equal(again.id, card.id);
  assert.equal((await card.edit('Fire in Milan')).content, 'Fire in Milan');
  assert.deepEqual((await channel.messages.fetch({ limit: 5 })).map(({ content }) => content), ['Fire in Milan']);
  await card.react('👀');
  await card.pin();
  assert.equal((await channel.messages.fetchPins()).items.length, 1);
  const reply = await card.reply('a reply');
  assert.equal((await reply.fetchReference()).id, card.id);
  await reply.delete();
  assert.deepEqual(await people('messages', channelId), ['Fire in Milan', '']);
  const reaction = once(client, Events.MessageReactionAdd);
  await people('reacts', 'maya', card.id, '🔥');
  const [{ emoji, message }, who] = await reaction;
  assert.deepEqual([emoji.name, message.id, who.id], ['🔥', card.id, maya]);
  const said = await heard(Events.MessageCreate, 'says', 'maya', channelId, '@squall status');
  assert.ok(said.mentions.has(client.user));
  const written = await heard(Events.MessageCreate, 'writes', 'maya', 'status');
  await written.reply('all is calm');
  assert.deepEqual(await people('direct', 'maya'), ['status', 'all is calm']);
  return card;
}

async function commands() {
  const typed = await heard(Events.InteractionCreate, 'types', 'maya', channelId, '/crisis status topic:fire in Milan');
  assert.deepEqual([typed.options.getSubcommand(), typed.options.getString('topic')], ['status', 'fire in Milan']);
  await typed.deferReply({ flags: MessageFlags.Ephemeral });
  await typed.editReply('all is calm');
  await typed.followUp({ content: 'for now', flags: MessageFlags.Ephemeral });
  assert.deepEqual(await people('whispers', 'maya'), ['all is calm', 'for now']);
  await assert.rejects(typed.webhook.editMessage('42', 'no such message'), { code: 10008 });
  const next = once(client, Events.InteractionCreate);
  const typing = await people('begins', 'maya', channelId, '/crisis status topic:fi');
  const [begun] = await next;
  assert.equal(begun.options.getFocused(), 'fi');
  await begun.respond([{ name: 'Fire', value: 'fire' }]);
  assert.deepEqual(await people('offered', 'maya', typing), [['Fire', 'fire']]);
  const open = await heard(Events.InteractionCreate, 'types', 'maya', channelId, '/crisis status');
  const { resource } = await open.reply({ content: 'for all to see', withResponse: true });
  assert.equal(resource.message.content, 'for all to see');
  await open.deleteReply();
}

async function components(card) {
  const pressed = await heard(Events.InteractionCreate, 'presses', 'maya', card.id, 'Open incident');
  assert.deepEqual([pressed.customId, pressed.message.id, pressed.user.id], ['open:7', card.id, maya]);
  const title = new TextInputBuilder().setCustomId('title').setLabel('Title').setStyle(TextInputStyle.Short).setMaxLength(60);
  const modal = new ModalBuilder().setCustomId('opened:7').setTitle('Open an incident').addComponents(row(title));
  await pressed.showModal(modal);
  const submitted = await heard(Events.InteractionCreate, 'submits', 'maya', 'title', 'Smoke');
  assert.equal(submitted.fields.getTextInputValue('title'), 'Smoke');
  await submitted.update({ content: 'INC-1 Smoke' });
  assert.equal(await people('modal', 'maya'), null);
  const picked = await heard(Events.InteractionCreate, 'picks', 'maya', card.id, 'assign:7', 'maya');
  assert.equal(picked.users.first().id, maya);
  await picked.deferUpdate();
  const level = await heard(Events.InteractionCreate, 'picks', 'maya', card.id, 'level:7', 'High');
  assert.deepEqual(level.values, ['2']);
  await level.reply({ content: 'high', flags: MessageFlags.Ephemeral });
  const said = await people('says', 'maya', channelId, 'my lumo burns');
  const chosen = await heard(Events.InteractionCreate, 'chooses', 'maya', said, 'Report as mention');
  assert.equal(chosen.targetMessage.content, 'my lumo burns');
  await chosen.reply({ content: 'counted', flags: MessageFlags.Ephemeral });
  assert.deepEqual(await people('whispers', 'maya'), ['all is calm', 'for now', 'high', 'counted']);
  await people('settled');
}

async function threads(card) {
  const thread = await card.startThread({ name: 'Fire in Milan', autoArchiveDuration: ThreadAutoArchiveDuration.OneHour });
  assert.equal(thread.id, card.id);
  const task = await thread.send('first task');
  await people('archives', thread.id);
  await assert.rejects(task.edit('done'), { code: 50083 });
  await thread.setArchived(false);
  assert.equal((await task.edit('done')).content, 'done');
  const secret = await channel.threads.create({ name: 'Legal', type: ChannelType.PrivateThread });
  await secret.members.add(maya);
  const forum = await client.channels.fetch(forumId);
  const post = await forum.threads.create({ name: 'INC-1', message: { content: 'what happened' } });
  assert.equal((await post.fetchStarterMessage()).content, 'what happened');
  assert.deepEqual((await guild.channels.fetchActiveThreads()).threads.map(({ name }) => name).sort(), ['Fire in Milan', 'INC-1', 'Legal']);
}

/** The client waits as long as it is told, and then it works. */
async function limits() {
  await people('limits', 'create_message');
  const before = Date.now();
  await channel.send('after a pause');
  assert.ok(Date.now() - before >= 1000);
}

/** A line that drops is resumed, what was missed comes once; a session that is over begins anew. */
async function lines_drop() {
  await people('says_nonsense');
  for (const trouble of ['drops', 'asks_to_reconnect']) {
    const back = once(client, Events.ShardResume);
    const missed = once(client, Events.MessageCreate);
    await people(trouble);
    await people('says', 'maya', channelId, `after ${trouble}`);
    assert.equal((await missed)[0].content, `after ${trouble}`);
    await back;
  }
  assert.deepEqual(await people('connected'), [1, 2]);
  const [other] = await people('another_server', 'Other');
  await heard(Events.GuildDelete, 'removes_the_bot', other);
  assert.equal(client.guilds.cache.size, 1);
}

await registration();
const card = await messages();
await commands();
await components(card);
await threads(card);
await limits();
await lines_drop();
await client.destroy();
fake.stdin.end();
// What the fake still writes is read, or it could not end.
for await (const _ of { [Symbol.asyncIterator]: () => lines });
const [code] = await ended;
assert.equal(code, 0, 'the fake found a limit broken');
console.log('discord.js is satisfied with the fake Discord.');
