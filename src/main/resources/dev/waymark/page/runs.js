// The history of every replica.
import { html, useEffect, useState } from './markup.js';
import { nextOf, useResource } from './resource.js';
import { ask, read } from './api.js';
import { Card, Loading, Problem } from './parts.js';
import { RunList, withNewest, withOlder } from './run-list.js';
import { RUNS, SELDOM } from './paths.js';

export default function Runs() {
  const newest = useResource(RUNS, SELDOM);
  const [known, setKnown] = useState({ runs: [], next: null });
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (newest.data) setKnown((before) => withNewest(before, newest.data.runs, newest.next));
  }, [newest.data]);
  const more = async () => {
    const from = known.next;
    setBusy(true);
    setRefusal(null);
    try {
      const response = await ask(from);
      const { runs } = await read(response);
      // Meanwhile so many may have come that what was known was let go.
      setKnown((before) => (before.next === from ? withOlder(before, runs, nextOf(response)) : before));
    } catch (failure) {
      if (!failure.problem) throw failure;
      // The page asks by itself who calls.
      if (failure.status !== 401) setRefusal(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <h1 tabindex="-1">Runs</h1>
    ${newest.refusal && html`<${Problem} refusal=${newest.refusal} />`}
    ${!newest.data && !newest.refusal && html`<${Loading} />`}
    ${newest.data && html`
      <${Card}>
        ${known.runs.length === 0 && html`<p class="quiet">Nothing was run yet.</p>`}
        <p class="run heads" aria-hidden="true"><span>Outcome</span><span>What</span><span>Why</span><span>Who</span><span class="when">When</span><span class="took">Took</span></p>
        <${RunList} runs=${known.runs} />
        ${refusal && html`<${Problem} refusal=${refusal} />`}
        ${known.next && html`<p><button type="button" disabled=${busy} onClick=${more}>Older runs</button></p>`}
      <//>`}`;
}
