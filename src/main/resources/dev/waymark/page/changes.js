// What a run changed in the schema.
import { html } from './preact.js';

export const Changes = () => null;
