// The plan.
import { html } from './preact.js';

export default function Plan() {
  return html`<h1 tabindex="-1">Plan</h1>`;
}
