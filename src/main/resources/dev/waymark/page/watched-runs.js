// The newest runs: asked for when the status moves, and for as long as one of them goes on, because a
// run ends a moment after the status has nothing more to say of it.
import { useState } from './markup.js';
import { useResource } from './resource.js';
import { RUNS, SELDOM } from './paths.js';

export function useRuns(changed) {
  const [going, setGoing] = useState(false);
  const runs = useResource(RUNS, going ? SELDOM : 0, changed);
  const goes = runs.data?.runs.some(({ state }) => state !== 'ended') ?? false;
  if (goes !== going) setGoing(goes);
  return runs;
}
