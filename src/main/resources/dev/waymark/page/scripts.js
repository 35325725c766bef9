// The scripts of a run with what was executed of each.
import { html } from './markup.js';
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
    <td class="number">${it.rows === null || it.rows === undefined ? '' : it.rows.toLocaleString('en')}</td>
    <td class="number">${duration(it.durationMs)}</td>
  </tr>`;

const Statements = ({ statements }) =>
  statements.length > 0 && html`
    <div class="scroll" tabindex="0" role="group" aria-label="Statements">
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

/**
 * What a run is about: the scripts that it names, those that its events name, and while it goes on
 * those that it has not begun. How many it took up its first event says.
 */
function scriptsOf(run, told, pending) {
  const named = run.migrations ?? [];
  const known = new Set(named.map(({ script }) => script));
  const happened = [...told.scripts.values()].filter(({ script }) => !known.has(script));
  happened.forEach(({ script }) => known.add(script));
  const descriptions = new Map(pending.map((it) => [it.script, it]));
  const begun = happened.map((it) => ({ description: '', ...descriptions.get(it.script), script: it.script, version: it.version, state: it.applied === null ? 'pending' : 'success' }));
  const all = [...named, ...begun];
  const left = run.state === 'ended' || told.pending === null ? 0 : told.pending - all.length;
  return left > 0 ? [...all, ...pending.filter(({ script }) => !known.has(script)).slice(0, left)] : all;
}

const UNFOLDED = ['running', 'blocked', 'failed', 'cancelled'];

export function Scripts({ run, told, pending = [] }) {
  const all = scriptsOf(run, told, pending);
  if (!all.length) return html`<p class="quiet">${run.state === 'ended' ? 'No script was executed.' : 'No script has begun.'}</p>`;
  const stateOf = (migration) => {
    if (run.state !== 'ended' && run.progress?.script === migration.script && migration.state !== 'success') return run.blockedBy?.length ? 'blocked' : 'running';
    return migration.state === 'failed' && run.outcome === 'cancelled' ? 'cancelled' : migration.state;
  };
  return html`
    <ol class="scripts">
      ${all.map((migration) => {
        const state = stateOf(migration);
        return html`<${Script} key=${migration.script} migration=${migration} told=${told.scripts.get(migration.script)} state=${state} open=${UNFOLDED.includes(state)} />`;
      })}
    </ol>`;
}
