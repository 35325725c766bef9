// Hazards: what a person should decide about, the worst first.
import { html } from './preact.js';
import { Chip } from './parts.js';
import { size } from './size.js';

const ORDER = ['breaks', 'loses', 'blocks', 'notice'];
const sorted = (hazards) => [...hazards].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));

const SEEN = { text: 'read in the script', statistics: 'by the statistics', rehearsal: 'seen in the rehearsal', data: 'asked of the live rows' };

/** The hazards; brief ones as chips, else each with what it says and what to do. */
export function Hazards({ hazards, brief }) {
  if (!hazards.length) return null;
  if (brief) {
    return html`<p class="chips">${sorted(hazards).map((it, index) => html`<${Chip} key=${index} kind=${it.severity} title=${it.detail}><b>${it.severity}</b> ${it.code}${it.object ? ` ${it.object}` : ''}<//>`)}</p>`;
  }
  return html`
    <ul class="hazards">
      ${sorted(hazards).map((it, index) => html`
        <li key=${index} class=${it.severity}>
          <p><${Chip} kind=${it.severity}><b>${it.severity}</b> ${it.code}<//> ${it.detail}</p>
          <p class="hint">${it.hint}</p>
          <p class="quiet">${SEEN[it.basis] ?? it.basis}${it.live ? `; ${size(it.live)}` : ''}${it.accepted ? `; accepted: ${it.accepted}` : ''}</p>
        </li>`)}
    </ul>`;
}
