// Times: how long ago, with the exact one on hover; and how long something took.
import { html, useEffect, useState } from './markup.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const listeners = new Set();
setInterval(() => {
  if (!document.hidden) listeners.forEach((listener) => listener(Date.now()));
}, SECOND);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) listeners.forEach((listener) => listener(Date.now()));
});

/** The time, each second while somebody looks. */
export function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    listeners.add(setNow);
    return () => listeners.delete(setNow);
  }, []);
  return now;
}

/** 850 ms, 4.2 s, 3 min 12 s, 2 h 5 min, 3 days. */
export function duration(ms) {
  if (ms < SECOND) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return parts(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return parts(ms, HOUR, 'h', MINUTE, 'min');
  return plural(Math.floor(ms / DAY), 'day');
}

function parts(ms, large, largeName, small, smallName) {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Shorter than a duration: a reader does not want the seconds of what was hours ago. */
function ago(ms) {
  if (ms < 2 * SECOND) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${plural(Math.floor(ms / DAY), 'day')} ago`;
}

function exact(date) {
  const utc = date.toISOString().replace('T', ' ').replace(/\.\d+Z/, ' UTC');
  const local = date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  return `${utc}, here ${local}`;
}

/** How long ago it was; the exact time on hover. */
export function Ago({ at }) {
  const now = useNow();
  const date = new Date(at);
  return html`<time datetime=${date.toISOString()} title=${exact(date)}>${ago(now - date)}</time>`;
}

/** How long it has lasted by now. */
export function Lasting({ since }) {
  const now = useNow();
  const date = new Date(since);
  const ms = Math.max(0, now - date);
  return html`<time datetime=${date.toISOString()} title=${`since ${exact(date)}`}>${ms < MINUTE ? `${Math.floor(ms / SECOND)} s` : duration(ms)}</time>`;
}
