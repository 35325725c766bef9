// The events of a run as a story: scripts, what each attempt executed, who was in the way. What was
// rolled back because of a lock is an attempt of its own, so that retries can be folded.

const attempt = () => ({ statements: [], blocked: [], retry: null });

/** A run's events, in their order, as scripts with their attempts, and what belongs to none. */
export function story(events) {
  const scripts = new Map();
  const notes = [];
  let pending = null;
  let current = null;
  const script = (data) => {
    if (!scripts.has(data.script)) scripts.set(data.script, { script: data.script, version: data.version, attempts: [attempt()], applied: null, notes: [] });
    current = scripts.get(data.script);
    return current;
  };
  const last = (it) => it.attempts.at(-1);
  const happened = {
    'run-started': (data) => {
      pending = data.pending;
    },
    'migration-started': (data, at) => Object.assign(script(data), { transactional: data.transactional, startedAt: at }),
    'statement-done': (data) => last(script(data)).statements.push(data),
    blocked(data, at) {
      if (!current) return;
      const open = last(current).blocked.at(-1);
      if (open && !open.to) open.blockers = data.blockers;
      else last(current).blocked.push({ from: at, to: null, blockers: data.blockers });
    },
    unblocked(data, at) {
      const open = current && last(current).blocked.at(-1);
      if (open) open.to ??= at;
    },
    'lock-timeout-retry'(data, at) {
      const it = script(data);
      const open = last(it).blocked.at(-1);
      if (open) open.to ??= at;
      last(it).retry = { ...data, at };
      it.attempts.push(attempt());
    },
    'migration-applied'(data) {
      script(data).applied = data.durationMs;
    },
    'goes-on': (data) => script(data).notes.push(`Goes on at statement ${data.statement}: what stands before it was executed by an earlier run.`),
    'already-done': (data) => script(data).notes.push(`An earlier run, cut off, had done it: ${data.index}.`),
    'leftover-dropped': (data) => script(data).notes.push(`The half-built index ${data.index} of an earlier attempt was dropped.`),
    'cancel-requested': (data, at) => notes.push({ at, text: `${data.by.name ?? data.by.address ?? 'Somebody'} asked for it to be cancelled.` }),
    'history-changed': (data, at) => notes.push({ at, text: data.change.detail }),
  };
  for (const { type, at, data } of events) happened[type]?.(data, at);
  return { scripts, notes, pending };
}
