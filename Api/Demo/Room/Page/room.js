'use strict';
const words = {
  zh: {
    who: '你是谁', chats: '聊天', clock: '演示时钟', story: '刚刚发生', clockHint: '往前推时间：三天后自动确认收货，确认七天后返利可提现；价格每天在变。',
    h1: '+1 小时', h24: '+1 天', h168: '+7 天', real: '与真实时间一致', ahead: (d) => `比真实时间快 ${d}`, day: '天', hour: '小时',
    bot: '导购机器人', botSub: '私聊 · 问好价、查订单、提现', members: (n) => `${n} 人`, say: '说点什么，或粘贴一个商品链接…', copied: '已复制', none: '还没有动静。问一声 /deals 试试。',
    shop: '去集市逛逛', shopSub: '三家虚构的店，付款不是真的', orders: '我的集市订单', ordersSub: '确认收货、退款', console: '运营后台', consoleSub: '今日、订单、返利、提现审批、报表',
    chain: '看整条链 →', failed: '没有送出去，请再试一次。', edited: '已编辑', today: '今天', empty: '还没有消息',
  },
  en: {
    who: 'You are', chats: 'Chats', clock: 'Demo clock', story: 'What just happened',
    clockHint: 'Push time: after three days a parcel counts as received, seven days later its rebate can be withdrawn. Prices move every day.',
    h1: '+1 hour', h24: '+1 day', h168: '+7 days', real: 'same as the real time', ahead: (d) => `${d} ahead of the real time`, day: 'd', hour: 'h',
    bot: 'Daogou bot', botSub: 'Private · deals, orders, withdrawals', members: (n) => `${n} members`, say: 'Say something, or paste a product link…', copied: 'Copied', none: 'Nothing yet. Try /deals.',
    shop: 'Visit the bazaar', shopSub: 'Three invented shops, nothing is really paid', orders: 'My bazaar orders', ordersSub: 'Confirm receipt, refund',
    console: 'Operator console', consoleSub: 'Today, orders, rebates, payouts, reports', chain: 'See the whole chain →', failed: 'That did not go out. Please try again.', edited: 'edited', today: 'Today', empty: 'No messages yet',
  },
};
const $ = (id) => document.getElementById(id);
const made = (tag, css, text) => { const e = document.createElement(tag); if (css) e.className = css; if (text !== undefined) e.textContent = text; return e; };
const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window: the choice lives as long as the page */ } };
const asked = new URLSearchParams(location.search);
const room = { people: [], chats: [], messages: [], story: [], commands: [], clock: null };
let lang = asked.get('lang') || stored('room.lang') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
let me = asked.get('as') || stored('room.me') || 'alice';
let open = asked.get('chat') || stored('room.chat') || 'weekend';
const unread = {};
const t = (key) => words[lang][key];
const toConsole = (path) => `/room/console?lang=${lang}&to=${encodeURIComponent(path)}`;

async function send(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) toast(t('failed'));
  return answer.ok;
}
function toast(text) {
  $('toast').textContent = text;
  $('toast').classList.add('on');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => $('toast').classList.remove('on'), 1800);
}
const person = (id) => room.people.find((p) => p.id === id);
const myChats = () => [...room.chats.map((c) => ({ ...c, chat: c.id })), { chat: me, id: 'bot', title: t('bot'), bot: true, hue: 172 }];
const current = () => myChats().find((c) => c.chat === open || (c.bot && open === 'bot')) || myChats()[0];
const face = (name, hue) => { const e = made('span', 'face', [...name][0]); e.style.setProperty('--hue', hue); return e; };
const plain = (html) => new DOMParser().parseFromString(html, 'text/html').body.textContent;
const clockTime = (at) => new Date(at).toLocaleTimeString(lang === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' });
const clockDay = (at) => new Date(at).toLocaleDateString(lang === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric', weekday: 'short' });

/** Rebuilds the few tags a message may hold; everything else becomes its text. */
function shown(html, into) {
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) { to.append(node.textContent); continue; }
      const tag = node.nodeName.toLowerCase();
      if (tag === 'br') { to.append('\n'); continue; }
      let next = to;
      if (['b', 'i', 's', 'u', 'code'].includes(tag)) { next = made(tag); to.append(next); }
      if (tag === 'a' && /^https?:/.test(node.getAttribute('href') || '')) {
        next = made('a'); next.href = node.getAttribute('href'); next.target = '_blank'; next.rel = 'noopener'; to.append(next);
      }
      copy(node, next);
    }
  };
  copy(new DOMParser().parseFromString(html, 'text/html').body, into);
}
function drawMessage(m, fresh) {
  const mine = m.from === me;
  const who = m.from === 'bot' ? { name: t('bot'), hue: 172 } : person(m.from) || { name: m.from, hue: 200 };
  const box = made('div', `msg${mine ? ' mine' : ''}${fresh ? ' new' : ''}`);
  box.dataset.id = m.id;
  box.append(face(who.name, who.hue));
  const right = made('div');
  const bubble = made('div', 'bubble');
  if (m.photo) { const img = made('img'); img.src = m.photo; img.alt = ''; img.addEventListener('load', stick); bubble.append(img); }
  if (!mine && !current().bot) { const from = made('div', 'from', who.name); from.style.setProperty('--hue', who.hue); bubble.append(from); }
  const body = made('div', 'body');
  if (m.html) shown(m.html, body); else body.textContent = m.text;
  bubble.append(body, made('time', '', `${m.edited ? t('edited') + ' ' : ''}${clockTime(m.at)}`));
  right.append(bubble);
  if (m.buttons?.length) {
    const keys = made('div', 'keys');
    for (const row of m.buttons) {
      const line = made('div');
      for (const b of row) line.append(button(m, b));
      keys.append(line);
    }
    right.append(keys);
  }
  box.append(right);
  return box;
}
function button(m, b) {
  if (b.kind === 'link') {
    const a = made('a', 'link', b.text);
    a.href = b.value;
    const to = new URL(b.value);
    if (to.origin === location.origin && to.pathname === '/room') {
      // The way from a group into the private chat: the same page, another chat.
      a.addEventListener('click', (e) => { e.preventDefault(); start(to.searchParams.get('start')); });
    } else {
      a.target = '_blank';
      a.rel = 'noopener';
    }
    return a;
  }
  const key = made('button', b.kind, b.text);
  key.type = 'button';
  key.addEventListener('click', async () => {
    if (b.kind === 'copy') { await navigator.clipboard?.writeText(b.value); toast(`${t('copied')} ${b.value}`); return; }
    await send('/room/press', { as: me, chat: current().chat, message: m.id, data: b.value });
  });
  return key;
}
let stuck = true;
function stick() { if (stuck) $('log').scrollTop = $('log').scrollHeight; }
$('log').addEventListener('scroll', () => { const l = $('log'); stuck = l.scrollHeight - l.scrollTop - l.clientHeight < 90; });

function drawLog() {
  const log = $('log');
  log.replaceChildren();
  let day = '';
  for (const m of room.messages.filter((x) => x.chat === current().chat)) {
    if (clockDay(m.at) !== day) { day = clockDay(m.at); log.append(made('div', 'day', day)); }
    log.append(drawMessage(m, false));
  }
  stuck = true;
  stick();
}
function drawChats() {
  const at = current();
  $('chats').replaceChildren(...myChats().map((c) => {
    const key = made('button');
    key.type = 'button';
    key.dataset.chat = c.bot ? 'bot' : c.id;
    key.setAttribute('aria-current', c.chat === at.chat);
    const name = made('span', 'name');
    const last = room.messages.findLast((m) => m.chat === c.chat);
    name.append(made('b', '', c.title), made('small', '', last ? (last.html ? plain(last.html) : last.text).slice(0, 60) : t('empty')));
    key.append(c.bot ? face('导', 172) : face(c.title, c.hue), name);
    if (unread[c.chat]) key.append(made('span', 'badge', unread[c.chat]));
    key.addEventListener('click', () => go(c.bot ? 'bot' : c.id));
    return key;
  }));
  $('title').textContent = at.title;
  $('subtitle').textContent = at.bot ? t('botSub') : `${t('members')(at.members)} · ${lang === 'zh' ? at.aboutZh : at.aboutEn}`;
  $('face').textContent = at.bot ? '导' : [...at.title][0];
  $('face').style.setProperty('--hue', at.hue);
}
function drawPeople() {
  $('people').replaceChildren(...room.people.map((p) => {
    const key = made('button');
    key.type = 'button';
    key.dataset.person = p.id;
    key.setAttribute('role', 'radio');
    key.setAttribute('aria-checked', p.id === me);
    const label = made('span', '', p.name.split(' ').at(lang === 'zh' ? 0 : -1));
    label.append(made('br'), made('small', '', lang === 'zh' ? p.roleZh : p.roleEn));
    key.append(face(p.name, p.hue), label);
    key.addEventListener('click', () => { me = p.id; store('room.me', me); draw(); });
    return key;
  }));
}
function drawClock() {
  if (!room.clock) return;
  const now = new Date(Date.now() + room.clock.skew);
  const zone = lang === 'zh' ? 'zh-CN' : 'en-GB';
  $('now').querySelector('b').textContent = now.toLocaleString(zone, { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const hours = Math.round(room.clock.aheadHours);
  const ahead = [Math.floor(hours / 24) ? `${Math.floor(hours / 24)} ${t('day')}` : '', hours % 24 ? `${hours % 24} ${t('hour')}` : ''].filter(Boolean).join(' ');
  $('now').querySelector('small').textContent = ahead ? t('ahead')(ahead) : t('real');
}
function drawStory() {
  const list = room.story.slice(0, 60).map((s) => {
    const line = made('li', s.kind);
    line.append(made('time', '', clockTime(s.at)), made('br'), lang === 'zh' ? s.zh : s.en, made('br'));
    if (s.trail) { const a = made('a', '', t('chain')); a.href = toConsole(`/console/trail?id=${encodeURIComponent(s.trail)}`); a.target = '_blank'; a.title = s.trail; line.append(a); }
    return line;
  });
  $('story').replaceChildren(...(list.length ? list : [made('li', 'none', t('none'))]));
}
function drawWords() {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  document.cookie = `demo_lang=${lang};path=/;max-age=31536000;samesite=lax`;
  for (const e of document.querySelectorAll('[data-t]')) e.textContent = t(e.dataset.t);
  for (const e of document.querySelectorAll('[data-hours]')) e.textContent = t('h' + e.dataset.hours);
  $('lang').textContent = lang === 'zh' ? 'English' : '中文';
  $('text').placeholder = t('say');
  $('toconsole').href = toConsole('/console');
  for (const [id, key] of [['toshop', 'shop'], ['toorders', 'orders'], ['toconsole', 'console']]) {
    $(id).replaceChildren(t(key), made('small', '', t(key + 'Sub')));
  }
  $('chips').replaceChildren(...room.commands.map((c) => {
    const key = made('button', '', '/' + c.name);
    key.type = 'button';
    key.title = lang === 'zh' ? c.zh : c.en;
    key.addEventListener('click', () => say('/' + c.name));
    return key;
  }));
}
function draw() { drawWords(); drawPeople(); drawChats(); drawLog(); drawClock(); drawStory(); }
function go(chat) {
  open = chat;
  store('room.chat', chat);
  document.body.classList.remove('list');
  delete unread[current().chat];
  drawChats();
  drawLog();
}
async function say(text) {
  stuck = true;
  return send('/room/say', { as: me, chat: current().chat, text });
}
function start(payload) {
  go('bot');
  say(payload ? `/start ${payload}` : '/start');
}
async function load() {
  const state = await (await fetch('/room/state')).json();
  Object.assign(room, state);
  room.clock.skew = new Date(room.clock.now).getTime() - Date.now();
  $('toshop').href = room.shop;
  $('toorders').href = room.shop + 'orders';
  if (!person(me)) me = room.people[0].id;
  draw();
}
function listen() {
  const stream = new EventSource('/room/events');
  let first = true;
  stream.onopen = () => { if (!first) load(); first = false; };
  stream.addEventListener('message', (e) => {
    const m = JSON.parse(e.data);
    const at = room.messages.findIndex((x) => x.id === m.id);
    if (at >= 0) {
      room.messages[at] = m;
      document.querySelector(`.msg[data-id="${CSS.escape(m.id)}"]`)?.replaceWith(drawMessage(m, false));
    } else {
      const before = room.messages.findLast((x) => x.chat === m.chat);
      room.messages.push(m);
      if (m.chat === current().chat) {
        if (!before || clockDay(before.at) !== clockDay(m.at)) $('log').append(made('div', 'day', clockDay(m.at)));
        $('log').append(drawMessage(m, true));
        if (m.from === me) stuck = true;
        stick();
      } else if (m.from !== me) {
        unread[m.chat] = (unread[m.chat] || 0) + 1;
      }
    }
    drawChats();
  });
  stream.addEventListener('story', (e) => { room.story.unshift(JSON.parse(e.data)); drawStory(); });
  stream.addEventListener('clock', (e) => { room.clock = JSON.parse(e.data); room.clock.skew = new Date(room.clock.now).getTime() - Date.now(); drawClock(); });
}
$('say').addEventListener('submit', async (e) => {
  e.preventDefault();
  const text = $('text').value.trim();
  if (text && await say(text)) $('text').value = '';
});
$('lang').addEventListener('click', () => {
  lang = lang === 'zh' ? 'en' : 'zh';
  store('room.lang', lang);
  send('/room/language', { as: me, language: lang });
  draw();
});
$('back').addEventListener('click', () => document.body.classList.add('list'));
$('showside').addEventListener('click', () => document.body.classList.add('side'));
$('hideside').addEventListener('click', () => document.body.classList.remove('side'));
for (const e of document.querySelectorAll('[data-hours]')) e.addEventListener('click', () => send('/room/push', { hours: Number(e.dataset.hours) }));
setInterval(drawClock, 15000);
load().then(() => {
  listen();
  // The way into the private chat from a group carries what to ask there; once asked, the address forgets it.
  if (asked.has('start')) {
    history.replaceState(null, '', '/room');
    start(asked.get('start'));
  }
});
