// The history of every replica.
import { html, useState } from './preact.js';
import { useResource } from './resource.js';
import { ask } from './api.js';
import { Card, Loading, Problem } from './parts.js';
import { RunList } from './run-list.js';
import { RUNS, SELDOM } from './paths.js';

export default function Runs() {
  const newest = useResource(RUNS, SELDOM);
  const [older, setOlder] = useState({ runs: [], next: undefined });
  const [refusal, setRefusal] = useState(null);
  const next = older.next === undefined ? newest.next : older.next;
  const more = async () => {
    try {
      const response = await ask(next);
      const link = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1] ?? null;
      const page = await response.json();
      setOlder({ runs: [...older.runs, ...page.runs], next: link });
    } catch (failure) {
      if (!failure.problem) throw failure;
      setRefusal(failure);
    }
  };
  const known = new Set();
  const runs = [...(newest.data?.runs ?? []), ...older.runs].filter(({ id }) => !known.has(id) && known.add(id));
  return html`
    <h1 tabindex="-1">Runs</h1>
    ${(refusal ?? newest.refusal) && html`<${Problem} refusal=${refusal ?? newest.refusal} />`}
    ${!newest.data && !newest.refusal && html`<${Loading} />`}
    ${newest.data && html`
      <${Card}>
        ${runs.length === 0 && html`<p class="quiet">Nothing was run yet.</p>`}
        <p class="run heads" aria-hidden="true"><span>Outcome</span><span>What</span><span>Why</span><span>Who</span><span class="when">When</span><span class="took">Took</span></p>
        <${RunList} runs=${runs} />
        ${next && html`<p><button type="button" onClick=${more}>Older runs</button></p>`}
      <//>`}`;
}
