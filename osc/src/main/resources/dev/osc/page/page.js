// SPDX-License-Identifier: Apache-2.0
// Asks the run once a second where it stands, and shows it. Numbers that change all the time are not read out; phase, waiting and
// answers are.
import { Charts, cell, showTimeline } from './charts.js';
import { bytes, clock, short, span, whole } from './numbers.js';

const at = id => document.getElementById(id);
const KEY = 'osc.token';
const ALWAYS = ['prepare', 'copy', 'indexes', 'catch-up', 'verify', 'cut-over', 'clean-up'];
const NAMES = {
  prepare: 'Preparing', copy: 'Copying', indexes: 'Building indexes', 'catch-up': 'Catching up', verify: 'Comparing',
  postponed: 'Swap postponed', 'cut-over': 'Swapping', reverse: 'Reverse window', rollback: 'Rolling back', 'clean-up': 'Cleaning up',
};
const COLUMNS = ['seconds', 'percent', 'rowsPerSecond', 'changesPerSecond', 'flushedPerSecond', 'pending', 'lagSeconds', 'chunkMillis', 'waitedSeconds'];
const MOST = 4000;

const samples = Object.fromEntries([...COLUMNS, 'aim'].map(name => [name, []]));
let waits = [];
let lastLine = 0;
let status = null;
let seenAt = 0;
let charts = null;
let heard = 0;

// the token comes in the address' fragment, which no server sees, and goes from there at once
const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname);
}

function token() {
  return sessionStorage.getItem(KEY);
}

function authorized() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

async function get(path) {
  const answer = await fetch(path, { headers: authorized(), cache: 'no-store', signal: AbortSignal.timeout(8000) });
  if (answer.status === 401) {
    await askToken(token() !== null);
    return get(path);
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** What time it was at a second of the run, by this machine's clock. */
function moment(second) {
  return seenAt - ((status?.elapsedSeconds ?? 0) - second) * 1000;
}

/** Only what has changed: a screen reader speaks of what is written anew. */
function write(id, text) {
  const place = at(id);
  if (place.textContent !== text) place.textContent = text;
}

function show(id, shown) {
  at(id).hidden = !shown;
}

function showStatus(now) {
  const waiting = now.throttle.now;
  const counted = now.phase === 'copy' || now.phase === 'verify';
  document.title = `${counted ? `${now.rows.percent.toFixed(1)}% ` : ''}${waiting ? 'waits' : now.phase} · ${now.table} · osc`;
  at('now').classList.toggle('waiting', waiting);
  write('table', now.table || '…');
  write('change', now.change);
  at('change').title = now.change;
  showPhases(now.phase);
  write('phase', NAMES[now.phase] ?? now.phase);
  write('percent', now.rows.percent >= 100 ? '100' : now.rows.percent.toFixed(1));
  at('bar').value = now.rows.percent;
  const verb = now.phase === 'verify' ? 'compared' : 'copied';
  write('rows', now.rows.all ? `${whole(now.rows.done)} rows ${verb}` : `${whole(now.rows.done)} of about ${whole(now.rows.estimated)} rows ${verb}`);
  show('eta-list', counted && !now.rows.all);
  write('eta', now.eta ? span(now.eta.seconds) : counted && !now.rows.all ? 'not known yet' : '–');
  write('eta-error', now.eta ? `± ${span(now.eta.error)}` : '');
  write('eta-at', now.eta && !waiting ? clock(seenAt + now.eta.seconds * 1000) : waiting && now.eta ? 'once it goes on' : '–');
  write('state-word', waiting ? 'Waiting' : 'Not throttled');
  // what it waits for is read out; its numbers, which change each second, are not
  write('state-why', waiting ? `for ${over(now).map(each => each.source).join(', ')}` : '');
  write('state-detail', over(now).map(each => each.value).join('; '));
  document.querySelector('[data-command=resume]').classList.toggle('main', now.throttle.sources.some(each => each.source === 'operator'));
  write('swap', now.swapWaitsFor ? `The swap will wait: ${now.swapWaitsFor}.` : '');
  show('swap', Boolean(now.swapWaitsFor));
  write('differing', now.rows.differing ? `${whole(now.rows.differing)} rows differ though nobody was changing them. The log names them.` : '');
  show('differing', now.rows.differing > 0);
  showFigures(now);
  showSources(now.throttle.sources);
  write('position', now.stream.position ? `log applied up to ${now.stream.position}` : '');
}

function over(now) {
  return now.throttle.sources.filter(each => each.over);
}

function showPhases(current) {
  const known = ALWAYS.includes(current) ? ALWAYS : [...ALWAYS.slice(0, 5), current, ...(current === 'postponed' ? ALWAYS.slice(5) : ['clean-up'])];
  const list = at('phases');
  if (list.dataset.current === current) return;
  list.dataset.current = current;
  list.replaceChildren(...known.map((name, place) => {
    const item = document.createElement('li');
    item.textContent = name;
    if (name === current) item.setAttribute('aria-current', 'step');
    else if (place < known.indexOf(current)) item.className = 'past';
    return item;
  }));
}

function showFigures(now) {
  const stream = now.stream;
  write('rate-name', now.phase === 'verify' ? 'Compare' : 'Copy');
  write('rate', short(now.rows.perSecond));
  write('replay', short(stream.flushedPerSecond));
  const lag = stream.lagSeconds;
  write('lag', lag === null ? '–' : lag < 1 ? whole(lag * 1000) : lag < 120 ? lag.toFixed(1) : span(lag));
  write('lag-unit', lag === null ? 'not known' : lag < 1 ? 'ms' : lag < 120 ? 's' : '');
  at('lag').closest('div').classList.toggle('high', lag !== null && lag > 30);
  write('pending', short(stream.pending));
  write('pending-bytes', `keys, ${bytes(stream.pendingBytes)}`);
  write('chunk', now.pace.chunkMillis ? short(now.pace.chunkMillis) : '–');
  write('chunk-target', `ms, aim ${whole(now.pace.chunkTimeMillis)}`);
  write('workers', String(now.pace.copyWorkers));
  write('workers-most', `of ${now.pace.copyWorkersMost}${now.pace.niceRatio ? `, nice ${now.pace.niceRatio}` : ''}${now.pace.share < 1 ? `, at ${Math.round(100 * now.pace.share)}%` : ''}`);
  write('waited', span(now.throttle.seconds));
  write('waited-share', now.elapsedSeconds ? `${Math.round((100 * now.throttle.seconds) / now.elapsedSeconds)}% of the time` : '');
  write('elapsed', span(now.elapsedSeconds));
  write('retained', stream.retainedBytes === null ? '' : `log kept ${bytes(stream.retainedBytes)}`);
}

function showSources(sources) {
  const number = value => (value === null ? '' : short(value));
  const rows = sources.map(each => {
    const row = document.createElement('tr');
    const state = !each.readable ? ['unreadable, waits', 'unreadable'] : each.over ? ['over, waits', 'over'] : ['ok', 'fine'];
    row.append(cell(each.source), cell(...state), cell(number(each.number), 'number'), cell(number(each.limit), 'number'), cell(each.value));
    return row;
  });
  if (rows.length === 0) {
    const none = document.createElement('tr');
    const only = cell('Nothing: no throttle is set. max-load, throttle-query, throttle-http and max-history can be set in the console.', 'soft');
    only.colSpan = 5;
    none.append(only);
    rows.push(none);
  }
  at('sources').replaceChildren(...rows);
}

function take(history) {
  const fresh = history.samples.seconds.length;
  for (const name of COLUMNS) samples[name].push(...history.samples[name]);
  for (let i = 0; i < fresh; i++) samples.aim.push(status.pace.chunkTimeMillis);
  if (samples.seconds.length > MOST) {
    for (const name of Object.keys(samples)) samples[name] = samples[name].filter((_, i) => i % 2 === 1 || i > MOST / 2);
  }
  const fresher = history.throttles;
  waits = [...waits.filter(each => each.to !== null && !fresher.some(other => other.from === each.from)), ...fresher];
  showLog(history.log);
  const to = status.elapsedSeconds;
  const range = Number(document.querySelector('input[name=range]:checked').value);
  const from = range ? Math.max(0, to - range) : 0;
  showTimeline(waits, from, to, moment);
  charts?.show(samples, from, to);
}

function showLog(lines) {
  if (lines.length === 0) return;
  const log = at('log');
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  for (const line of lines) {
    const item = document.createElement('li');
    item.className = line.level;
    const time = document.createElement('time');
    time.dateTime = new Date(line.at).toISOString();
    time.textContent = clock(line.at, true);
    const level = document.createElement('span');
    level.className = 'level';
    level.textContent = line.level;
    const text = document.createElement('span');
    text.className = 'text';
    text.textContent = line.text;
    item.append(time, level, text);
    log.append(item);
    lastLine = line.number;
  }
  while (log.children.length > 200) log.firstChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function linked(on) {
  const link = at('link');
  link.className = `link ${on ? 'on' : 'off'}`;
  write('link-text', on ? 'live' : heard ? `no answer since ${clock(heard, true)}: the run has ended, or can't be reached` : 'no answer');
}

async function look() {
  const now = await get('/api/status');
  status = now;
  seenAt = Date.now();
  heard = seenAt;
  linked(true);
  showStatus(now);
  const after = samples.seconds.at(-1) ?? -1;
  take(await get(`/api/history?after=${Math.max(0, after)}&log=${lastLine}`));
}

async function forever() {
  for (;;) {
    try {
      if (!document.hidden) await look();
    } catch (reason) {
      if (reason.name === 'AbortError' && !token()) at('link-text').textContent = 'the token is needed';
      else linked(false);
    }
    await new Promise(done => setTimeout(done, 1000));
  }
}

/** Resolves once there is a token; rejects when nobody gives one. */
function askToken(wrong) {
  const dialog = at('token');
  if (wrong) sessionStorage.removeItem(KEY);
  show('token-wrong', wrong);
  at('token-value').value = '';
  if (!dialog.open) dialog.showModal();
  return new Promise((use, leave) => {
    at('token-form').onsubmit = event => {
      event.preventDefault();
      sessionStorage.setItem(KEY, at('token-value').value.trim());
      dialog.onclose = null;
      dialog.close();
      use();
    };
    at('token-no').onclick = () => dialog.close();
    dialog.onclose = () => leave(new DOMException('no token', 'AbortError'));
  });
}

async function tell(line) {
  if (!token()) await askToken(false);
  const answer = await fetch('/api/command', {
    method: 'POST', body: line, headers: { ...authorized(), 'Content-Type': 'text/plain' }, signal: AbortSignal.timeout(8000),
  });
  if (answer.status === 401) {
    await askToken(true);
    return tell(line);
  }
  return answer.json();
}

async function command(line) {
  const said = at('said');
  try {
    const answer = await tell(line);
    said.textContent = (answer.lines ?? [answer.error]).join('\n');
    said.classList.toggle('refused', !answer.done);
  } catch (reason) {
    if (reason.name === 'AbortError') return;
    said.textContent = `'${line}' was not answered: the run has ended, or can't be reached. Whether it was done is not known.`;
    said.classList.add('refused');
  }
  show('said', true);
  look().catch(() => linked(false));
}

function confirmSwap() {
  const dialog = at('ask');
  at('ask-text').textContent =
    `As soon as all is copied and compared, the new table takes the place of ${status?.table ?? 'the table'}. A flag file and an earlier 'postpone' no longer hold it back.`;
  dialog.showModal();
  at('ask-no').focus();
}

for (const button of document.querySelectorAll('[data-command]')) {
  button.addEventListener('click', () => ('ask' in button.dataset ? confirmSwap() : command(button.dataset.command)));
}
at('ask-no').addEventListener('click', () => at('ask').close());
at('ask-yes').addEventListener('click', () => {
  at('ask').close();
  command('cut-over');
});
at('console').addEventListener('submit', event => {
  event.preventDefault();
  const line = at('line').value.trim();
  if (line) command(line);
  at('line').select();
});

charts = new Charts(at('grid'), moment);
forever();
