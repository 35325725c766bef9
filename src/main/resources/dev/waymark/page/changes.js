// What a run changed in the schema, as far as that was recorded.
import { html } from './markup.js';
import { useResource } from './resource.js';
import { Card, Problem } from './parts.js';
import { Changed } from './changed.js';

export function Changes({ run }) {
  const applied = run.state === 'ended' && run.applied > 0;
  const { data, refusal } = useResource(applied ? `/migrations/runs/${encodeURIComponent(run.id)}/changes` : null);
  if (!applied || (!data && !refusal)) return null;
  return html`
    <${Card} title="Changed in the schema" count=${data?.known ? data.changes.length : undefined}>
      ${refusal && html`<${Problem} refusal=${refusal} />`}
      ${data && !data.known && html`<p class="quiet">${data.reason}</p>`}
      ${data?.known && data.changes.length === 0 && html`<p class="quiet">Nothing: it changed rows, or what is not watched.</p>`}
      ${data?.known && data.changes.length > 0 && html`<${Changed} changes=${data.changes} />`}
    <//>`;
}
