// Who holds the lock that a run waits for.
import { html } from './markup.js';
import { duration, Lasting } from './time.js';
import { Facts, Icon, Sql } from './parts.js';

const Blocker = ({ it }) => html`
  <li>
    <${Facts} facts=${[
      ['pid', it.pid],
      ['prepared transaction', it.preparedTransaction],
      ['user', it.user],
      ['application', it.application || null],
      ['state', it.state],
      ['in its transaction', it.transactionMs === undefined ? null : duration(it.transactionMs)],
    ]} />
    ${it.query && html`<${Sql} text=${it.query} />`}
  </li>`;

/** All of them, and for how long the run waits by now. */
export const Blockers = ({ blockers, since }) => html`
  <section class="blockers">
    <h3><${Icon} name="blocked" /> Blocked ${since && html`for <${Lasting} since=${since} />`} by</h3>
    <ul>${blockers.map((it, index) => html`<${Blocker} key=${it.pid ?? it.preparedTransaction ?? index} it=${it} />`)}</ul>
  </section>`;
