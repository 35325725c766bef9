// A migration that is pending, statement by statement: what it is, and what was seen when it was tried.
import { html } from './markup.js';
import { duration, plural } from './time.js';
import { Badge, Card, Name, Sql } from './parts.js';
import { Changed } from './changed.js';
import { Hazards } from './hazards.js';
import { Observed } from './observed.js';

const OUTCOMES = { applied: ['verified', 'went well in the copy'], failed: ['failed', 'failed in the copy'], 'not-run': ['quiet', 'not tried'] };

const limit = (ms) => (ms === 0 ? 'for ever' : duration(ms));

const Statement = ({ it, last, rehearsed }) => html`
  <li>
    <p class="place"><b>${it.number}</b> <span class="quiet">line ${it.line}</span></p>
    <div>
      <${Sql} text=${it.sql} lines=${12} />
      ${rehearsed && html`<${Observed} statement=${it} last=${last} />`}
      <${Hazards} hazards=${it.hazards} />
    </div>
  </li>`;

const CHECKED = { holds: ['verified', 'holds'], violated: ['failed', 'violated'], 'not-finished': ['unverified', 'not finished'] };

const Check = ({ it }) => {
  const [state, word] = CHECKED[it.outcome];
  return html`
    <tr>
      <td><${Badge} state=${state}>${word}<//></td>
      <td>${it.check} of <code>${it.object}</code>${it.rows > 0 ? `: ${plural(it.rows, 'row')}` : ''}${it.example ? html`, such as <code>${it.example}</code>` : ''}${it.reason ? ` (${it.reason})` : ''}</td>
    </tr>`;
};

const Checks = ({ data }) =>
  data.length > 0 && html`
    <h3>What the live rows say</h3>
    <div class="scroll" tabindex="0" role="group" aria-label="What the live rows say"><table>
      <thead><tr><th scope="col">Outcome</th><th scope="col">Question</th></tr></thead>
      <tbody>${data.map((it, index) => html`<${Check} key=${index} it=${it} />`)}</tbody>
    </table></div>`;

/** Of a plan; or of a rehearsal, where it has an outcome. */
export function Planned({ it }) {
  const rehearsed = it.outcome !== undefined;
  const [state, word] = OUTCOMES[it.outcome] ?? [];
  const { limits } = it;
  return html`
    <${Card} title=${html`<span class="number">${it.version ?? 'R'}</span> ${it.description} <${Name}>${it.script}<//>`} aside=${rehearsed && html`<${Badge} state=${state}>${word}<//>`}>
      <p class="quiet">
        ${it.transactional ? 'In one transaction' : 'Outside a transaction'}; waits for a lock ${limit(limits.lockTimeoutMs)}${it.transactional && limits.lockTimeoutMs && limits.lockRetries ? `, ${plural(limits.lockRetries, 'retry', 'retries')}` : ''}; a statement may take ${limit(limits.statementTimeoutMs)}.
        ${rehearsed && it.durationMs !== undefined && ` Took ${duration(it.durationMs)} in the copy, which is almost empty.`}
      </p>
      <${Hazards} hazards=${it.hazards} />
      <ol class="statements-of-plan">${it.statements.map((statement) => html`<${Statement} key=${statement.number} it=${statement} last=${it.statements.length} rehearsed=${rehearsed} />`)}</ol>
      ${rehearsed && html`<${Checks} data=${it.data} />`}
      ${rehearsed && it.changes.length > 0 && html`<h3>What it changes</h3><${Changed} changes=${it.changes} />`}
    <//>`;
}
