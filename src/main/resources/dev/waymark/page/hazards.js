// Hazards: what a person should decide about, the worst first.
import { html } from './markup.js';
import { Chip } from './parts.js';

const ORDER = ['breaks', 'loses', 'blocks', 'notice'];
const SEEN = { text: 'read in the script', statistics: 'by the statistics', rehearsal: 'seen in the rehearsal', data: 'asked of the live rows' };

const sorted = (hazards) => [...hazards].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));

/** Those of one code with one hint belong together: the hint is said once. */
function grouped(hazards) {
  const groups = new Map();
  for (const it of sorted(hazards)) {
    const key = `${it.code} ${it.severity} ${it.hint}`;
    groups.set(key, [...(groups.get(key) ?? []), it]);
  }
  return [...groups.values()];
}

/** How many of each severity, the worst first. */
export function severities(hazards) {
  const counts = new Map();
  for (const { severity } of sorted(hazards)) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return [...counts];
}

const Brief = ({ hazards }) => html`
  <p class="chips">
    ${grouped(hazards).map((group) => html`
      <${Chip} key=${group[0].code} kind=${group[0].severity} title=${group[0].detail}>
        <b>${group[0].severity}</b> ${group[0].code}${group.length > 1 ? ` (${group.length})` : group[0].object ? ` ${group[0].object}` : ''}
      <//>`)}
  </p>`;

const Group = ({ group }) => html`
  <li class=${group[0].severity}>
    <p><${Chip} kind=${group[0].severity}><b>${group[0].severity}</b> ${group[0].code}<//> <span class="quiet">${SEEN[group[0].basis] ?? group[0].basis}</span></p>
    ${group.map((it, index) => html`<p key=${index}>${it.detail}${it.accepted && html` <span class="quiet">Accepted in the script: ${it.accepted}</span>`}</p>`)}
    <p class="hint">${group[0].hint}</p>
  </li>`;

/** The hazards; brief ones as chips, else each with what it says and what to do. */
export function Hazards({ hazards, brief }) {
  if (!hazards.length) return null;
  return brief ? html`<${Brief} hazards=${hazards} />` : html`<ul class="hazards">${grouped(hazards).map((group) => html`<${Group} key=${group[0].code + group[0].hint} group=${group} />`)}</ul>`;
}
