// A run in a line.
import { html } from './markup.js';
import { Ago, duration, Lasting, plural } from './time.js';
import { Badge } from './parts.js';
import { to } from './route.js';

const SHAPES = { succeeded: 'verified', 'nothing-pending': 'quiet', failed: 'failed', refused: 'failed', cancelled: 'quiet', interrupted: 'failed' };
const WORDS = { 'nothing-pending': 'nothing pending' };

/** How a run ended or stands, as a state and a word. */
export function standing(run) {
  if (run.state === 'waiting') return { state: 'waiting', word: 'waiting' };
  if (run.state === 'running') return run.blockedBy?.length ? { state: 'blocked', word: 'blocked' } : { state: 'running', word: 'running' };
  return { state: SHAPES[run.outcome] ?? 'quiet', word: WORDS[run.outcome] ?? run.outcome ?? 'unknown' };
}

/** What it did, in a few words. */
export function what(run) {
  if (run.operation !== 'migrate') return run.operation === 'repair' ? 'Repair of the history' : `Baseline at ${run.toVersion ?? run.target}`;
  const from = run.fromVersion ?? 'nothing';
  const wanted = run.targetVersion ?? run.target ?? 'latest';
  if (run.outcome === 'nothing-pending') return `Stays at ${run.toVersion ?? 'no version'}`;
  if (run.outcome === 'succeeded') return `${from} → ${run.toVersion ?? from}, ${plural(run.applied, 'migration')}`;
  if (run.state === 'ended' && run.outcome !== 'refused') return `${from} → ${wanted}, ${run.applied ? `got to ${run.toVersion}` : `stays at ${from}`}`;
  return `${from} → ${wanted}`;
}

export const who = (requester) => requester?.name ?? requester?.agent ?? requester?.address ?? 'unknown';

export const RunRow = ({ run }) => {
  const { state, word } = standing(run);
  return html`
    <li>
      <a class="run" href=${to('runs', run.id)}>
        <${Badge} state=${state}>${word}<//>
        <span class="what">${what(run)}</span>
        <span class="why">${run.reason ?? ''}</span>
        <span class="who">${who(run.requestedBy)}</span>
        <span class="when"><${Ago} at=${run.startedAt} /></span>
        <span class="took">${run.durationMs !== undefined ? duration(run.durationMs) : run.state === 'ended' ? '' : html`<${Lasting} since=${run.startedAt} />`}</span>
      </a>
    </li>`;
};
