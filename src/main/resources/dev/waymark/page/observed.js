// What a statement was seen to do in a rehearsal.
import { html } from './markup.js';
import { duration } from './time.js';
import { size } from './size.js';

const NOBODY_READS = ['access-exclusive'];
const NOBODY_WRITES = ['share', 'share-row-exclusive', 'exclusive'];

const holds = (mode) => (NOBODY_READS.includes(mode) ? 'no other session can read or write it' : NOBODY_WRITES.includes(mode) ? 'no other session can write to it' : 'reads and writes go on');

const Touched = ({ word, it }) => html`<li><b>${word}</b> <code>${it.relation ?? it.index}</code>${it.live ? `, ${size(it.live)}` : ''}</li>`;

const Lock = ({ it, last }) => html`
  <li class=${NOBODY_READS.includes(it.mode) ? 'hard' : ''}>
    <b>locks</b> <code>${it.relation}</code> ${it.mode}: ${holds(it.mode)}${it.heldTo > it.heldFrom ? `, until statement ${it.heldTo}${it.heldTo === last ? ', the last' : ''}` : ''}${it.live ? ` (${size(it.live)})` : ''}
  </li>`;

/** Locks, rewrites, reads and builds, with the live sizes; nothing where nothing was seen. */
export function Observed({ statement, last }) {
  if (statement.notRehearsed) return html`<p class="quiet">Not rehearsed: ${statement.notRehearsed}</p>`;
  const { locks, rewrites, truncates, scans, indexes, rebuilt } = statement;
  const all = [...locks, ...rewrites, ...truncates, ...scans, ...indexes, ...rebuilt];
  if (!all.length) return html`<p class="quiet">Seen in the copy: no lock that matters, nothing rewritten${statement.durationMs === undefined ? '' : `; ${duration(statement.durationMs)}`}.</p>`;
  return html`
    <ul class="observed" aria-label="Seen in the copy">
      ${rewrites.map((it) => html`<${Touched} key=${`r${it.relation}`} word="rewrites" it=${it} />`)}
      ${truncates.map((it) => html`<${Touched} key=${`t${it.relation}`} word="empties" it=${it} />`)}
      ${locks.map((it) => html`<${Lock} key=${`l${it.relation}`} it=${it} last=${last} />`)}
      ${scans.map((it) => html`<${Touched} key=${`s${it.relation}`} word="reads all of" it=${it} />`)}
      ${indexes.map((it) => html`<${Touched} key=${`i${it.index}`} word="builds" it=${it} />`)}
      ${rebuilt.map((it) => html`<${Touched} key=${`b${it.relation}`} word="builds anew" it=${it} />`)}
    </ul>`;
}
