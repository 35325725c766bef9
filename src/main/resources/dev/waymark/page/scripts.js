// The scripts of a run with what was executed of each.
import { html } from './preact.js';
import { Ago, duration, plural } from './time.js';
import { Icon, Name } from './parts.js';

const LOOKS = {
  success: ['verified', 'applied'],
  failed: ['failed', 'failed'],
  pending: ['pending', 'not started'],
  running: ['running', 'running'],
  blocked: ['blocked', 'blocked'],
  cancelled: ['quiet', 'cancelled'],
};

const Statement = ({ it }) => html`
  <tr>
    <td class="number">${it.statement}</td>
    <td><code>${it.sql}</code></td>
    <td class="number">${it.rows === null || it.rows === undefined ? '' : plural(it.rows, 'row')}</td>
    <td class="number">${duration(it.durationMs)}</td>
  </tr>`;

const Statements = ({ statements }) =>
  statements.length > 0 && html`
    <div class="scroll" tabindex="0" role="region" aria-label="Statements">
    <table class="statements">
      <thead><tr><th scope="col">#</th><th scope="col">Statement</th><th scope="col">Rows</th><th scope="col">Took</th></tr></thead>
      <tbody>${statements.map((it) => html`<${Statement} key=${it.statement} it=${it} />`)}</tbody>
    </table></div>`;

/** Attempts that a lock or deadlock had rolled back: what was said is the same each time. */
const Retries = ({ attempts }) =>
  attempts.length > 0 && html`
    <details class="retries">
      <summary>${plural(attempts.length, 'earlier attempt')}, rolled back because of a lock</summary>
      <ol>
        ${attempts.map(({ retry }) => html`
          <li key=${retry.attempt}>
            Attempt ${retry.attempt} of ${retry.attempts}, <${Ago} at=${retry.at} />: ${retry.message}
            ${retry.blockers?.length > 0 && html` <span class="quiet">(held by ${retry.blockers.map((it) => `${it.preparedTransaction ?? `pid ${it.pid}`}${it.user ? `, ${it.user}` : ''}${it.application ? `, ${it.application}` : ''}`).join('; ')})</span>`}
          </li>`)}
      </ol>
    </details>`;

function Script({ migration, told, state, open }) {
  const [icon, word] = LOOKS[state] ?? ['quiet', state];
  const statements = told?.attempts.at(-1).statements ?? [];
  const retries = told?.attempts.slice(0, -1) ?? [];
  const took = migration.durationMs ?? told?.applied;
  return html`
    <li class=${state}>
      <details open=${open}>
        <summary>
          <${Icon} name=${icon} />
          <span class="number">${migration.version ?? 'R'}</span>
          <span class="description">${migration.description ?? ''} <${Name}>${migration.script}<//></span>
          <span class="state">${word}</span>
          <span class="took">${took === null || took === undefined ? '' : duration(took)}</span>
        </summary>
        ${told?.notes.map((note) => html`<p class="quiet">${note}</p>`)}
        <${Retries} attempts=${retries} />
        ${statements.length === 0 && retries.length === 0 && html`<p class="quiet">${state === 'pending' ? 'Nothing of it was executed.' : 'No statement is recorded.'}</p>`}
        <${Statements} statements=${statements} />
      </details>
    </li>`;
}

/** What a run is about: the scripts that it names, and those that its events name. */
export function Scripts({ run, told, unfold }) {
  const named = run.migrations ?? [];
  const more = [...told.scripts.values()].filter((it) => !named.some((migration) => migration.script === it.script));
  const all = [...named, ...more.map((it) => ({ script: it.script, version: it.version, state: it.applied === null ? 'pending' : 'success' }))];
  if (!all.length) return html`<p class="quiet">No script was executed.</p>`;
  const stateOf = (migration) => {
    if (run.state !== 'ended' && run.progress?.script === migration.script && migration.state !== 'success') return run.blockedBy?.length ? 'blocked' : 'running';
    return migration.state === 'failed' && run.outcome === 'cancelled' ? 'cancelled' : migration.state;
  };
  return html`
    <ol class="scripts">
      ${all.map((migration) => html`<${Script} key=${migration.script} migration=${migration} told=${told.scripts.get(migration.script)} state=${stateOf(migration)} open=${unfold === true || ['running', 'blocked', 'failed', 'cancelled'].includes(stateOf(migration))} />`)}
    </ol>`;
}
