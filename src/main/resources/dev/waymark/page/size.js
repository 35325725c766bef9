// How large something is.
import { plural } from './time.js';

export function bytes(count) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = count;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Of a live relation, as its statistics have it: PostgreSQL says -1 where it never counted. */
export const size = ({ rows, bytes: count }) => `${rows < 0 ? 'rows never counted' : `about ${plural(rows, 'row')}`}, ${bytes(count)}`;
