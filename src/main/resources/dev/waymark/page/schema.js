// The schema.
import { html } from './preact.js';

export default function Schema() {
  return html`<h1 tabindex="-1">Schema</h1><p class="quiet">Here the schema will be shown.</p>`;
}
