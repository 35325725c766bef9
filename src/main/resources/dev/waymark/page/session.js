// The reader of the page. The token stays in this tab: sessionStorage ends with it, and no other
// tab, no other site and no request that the page does not make itself has it.
const KEY = 'waymark-token';
const listeners = new Set();
let state = { token: sessionStorage.getItem(KEY), asked: null, caller: null };

function set(change) {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener(state));
}

export const session = () => state;

export function onSession(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The header that says who calls; none in development, where callers are not asked. */
export const credentials = () => (state.token ? { Authorization: `Bearer ${state.token}` } : {});

/** Waymark wants to know who calls: why, in its words. Until it is another one, the caller is who it was. */
export function askForToken(why) {
  if (state.asked === null) set({ asked: why });
}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
  set({ token, asked: null });
}

export function forgetToken() {
  sessionStorage.removeItem(KEY);
  set({ token: null, asked: '', caller: null });
}

export function setCaller(caller) {
  const known = state.caller;
  if (known?.name !== caller.name || known?.role !== caller.role) set({ caller });
}

/** Whether the caller may change something; until that is known, it may not. */
export const mayMigrate = () => state.caller?.role === 'migrator';
