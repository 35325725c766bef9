// What was changed in a schema, object by object.
import { html } from './markup.js';
import { Chip } from './parts.js';

const SIGNS = { added: '+', dropped: '−', changed: '~', renamed: '→' };
const MOST = 40;

const title = (it) => {
  if (it.change === 'renamed') return `was ${it.from}`;
  const attributes = (it.attributes ?? []).map(({ attribute }) => attribute);
  return attributes.length ? `changed: ${attributes.join(', ')}` : undefined;
};

/** A chip for each object, with a sign and a word for what happened to it. */
export const Changed = ({ changes }) => html`
  <p class="chips changes">
    ${changes.slice(0, MOST).map((it) => html`
      <${Chip} key=${it.kind + it.object} kind=${it.change} title=${title(it)}>
        <span aria-hidden="true">${SIGNS[it.change] ?? ''} </span><b>${it.change}</b> ${it.kind} <code>${it.object}</code>
      <//>`)}
    ${changes.length > MOST && html`<span class="quiet">and ${changes.length - MOST} more</span>`}
  </p>`;
