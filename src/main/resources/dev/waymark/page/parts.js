// The small parts that the views are made of.
import { line } from './printable.js';
import { html, useEffect, useRef, useState } from './markup.js';

const ICONS = {
  verified: 'M6.5 12.5l3.5 3.5 7.5-8',
  drifted: 'M6 9.5h12M6 14.5h12M15 6l-6 12',
  unverified: 'M9.2 9.2a2.900 2.900 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.3v.2',
  running: 'M9 7l8 5-8 5z',
  waiting: 'M12 7v5l3.2 2',
  blocked: 'M9 8v8M15 8v8',
  failed: 'M8 8l8 8M16 8l-8 8',
  unreachable: 'M12 6.5v7M12 17v.2',
  pending: 'M7 12h.2M12 12h.2M17 12h.2',
  ahead: 'M7 17L17 7M10 7h7v7',
  missing: 'M7 12h10',
  different: 'M6 9.500h12M6 14.500h12M15 6l-6 12',
  unexpected: 'M12 7v10M7 12h10',
  quiet: 'M8 12h8',
  present: 'M6.5 12.5l3.5 3.5 7.5-8',
  missing: 'M8 12h8',
  unexpected: 'M12 8v8M8 12h8',
  different: 'M6 9.5h12M6 14.5h12M15 6l-6 12',
};

/** What stands for a state beside its word: a shape of its own, not only a colour. */
export const Icon = ({ name, size = 'small' }) => html`
  <svg class=${`icon ${name} ${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="11" /><path d=${ICONS[name] ?? ICONS.quiet} />
  </svg>`;

/** A state in a word, with its shape and colour. */
export const Badge = ({ state, children }) => html`<span class=${`badge ${state}`}><${Icon} name=${state} />${children}</span>`;

/** A few words that belong to something. */
export const Chip = ({ kind = 'plain', title, children }) => html`<span class=${`chip ${kind}`} title=${title}>${children}</span>`;

const inLine = (it) => (Array.isArray(it) ? it.map(inLine) : typeof it === 'string' ? line(it) : it);

/** A name of somebody's, in one line whatever it holds. */
export const Name = ({ children }) => html`<code class="name">${inLine(children)}</code>`;

/** SQL as it was written; long ones can be scrolled with the keyboard, too. */
export const Sql = ({ text, lines }) => {
  const all = String(text ?? '').replace(/\s+$/, '').split('\n');
  const shown = lines && all.length > lines ? [...all.slice(0, lines), '…'] : all;
  return html`<pre class="sql" tabindex="0" role="group" aria-label="SQL"><code>${shown.join('\n')}</code></pre>`;
};

/** A part of a view under a heading. */
export const Card = ({ title, count, aside, kind = '', children }) => html`
  <section class=${`card ${kind}`}>
    ${title && html`<header><h2>${title}${count !== undefined && html` <span class="count">${count}</span>`}</h2>${aside}</header>`}
    ${children}
  </section>`;

/** Facts, each a word and what it is; those that are not known are left out. */
export const Facts = ({ facts }) => html`
  <dl class="facts">
    ${facts.filter(([, value]) => value !== null && value !== undefined && value !== false).map(
      ([word, value]) => html`<div><dt>${word}</dt><dd>${value}</dd></div>`,
    )}
  </dl>`;

/** What Waymark answered instead: what happened, and the one thing to do. */
export const Problem = ({ refusal }) => html`
  <div class="problem" role="alert">
    <strong>${refusal.problem.title ?? 'Refused'}</strong>
    <p>${refusal.problem.detail}</p>
    ${refusal.problem.hint && html`<p class="hint">${refusal.problem.hint}</p>`}
  </div>`;

export const Loading = () => html`<p class="quiet" role="status">Reading …</p>`;

/** Where a browser has no clipboard for pages, which is so without encryption. */
function byHand(text) {
  const field = document.body.appendChild(document.createElement('textarea'));
  field.value = text;
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** Copies a text, and says that it did. */
export function Copy({ text, label = 'Copy' }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else byHand(text);
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return html`<button type="button" class="small" onClick=${copy}>${done ? 'Copied' : label}</button>`;
}

/** A button that is asked twice: what it does, then whether it is meant. */
export function Twice({ label, question, yes, act, danger = true }) {
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const no = useRef(null);
  // A reader who goes on by keyboard is at the harmless answer.
  useEffect(() => no.current?.focus(), [asked]);
  const confirm = async () => {
    setBusy(true);
    try {
      await act();
      setAsked(false);
    } catch (failure) {
      if (!failure.problem) throw failure;
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  };
  if (!asked) return html`<button type="button" class=${danger ? 'danger' : ''} onClick=${() => { setRefusal(null); setAsked(true); }}>${label}</button>`;
  return html`
    <div class="twice" role="group" aria-label=${label}>
      <p>${question}</p>
      ${refusal && html`<${Problem} refusal=${refusal} />`}
      <button type="button" class="danger solid" disabled=${busy} onClick=${confirm}>${yes}</button>
      <button type="button" disabled=${busy} onClick=${() => setAsked(false)} ref=${no}>No</button>
    </div>`;
}
