// Where the reader is: the address holds the whole selection, so that it can be shared.
import { useEffect, useState } from './markup.js';

function read() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { view: parts[0] ?? 'now', rest: parts.slice(1), query: new URLSearchParams(query ?? '') };
}

/** The address of a selection: to('runs', id), to('schema', name, { state: 'drifted' }). */
export function to(...parts) {
  const query = typeof parts.at(-1) === 'object' ? new URLSearchParams(parts.pop()).toString() : '';
  return `#/${parts.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

export const go = (...parts) => {
  location.hash = to(...parts);
};

export function useRoute() {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const moved = () => setRoute(read());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return route;
}
