// Which boxes of the diagram stand out, and why: what differs, what the last run changed, what the
// plan names.
import { boxOf, nameOf, qualified } from './schema-objects.js';

export const LEGEND = [
  ['missing', 'missing: expected, and not there (dashed)'],
  ['different', 'different from what is expected (thick)'],
  ['unexpected', 'unexpected: there, and not expected (thick)'],
  ['added', 'added by the last run'],
  ['changed', 'changed by the last run'],
  ['planned', 'named by the plan (dotted)'],
];

/** For each partition the table that it is of at last: that has the box. */
export function rootsOf(objects) {
  const parents = new Map(objects.filter((it) => it.partitionOf).map((it) => [qualified(it.namespace, it.name), it.partitionOf]));
  const roots = new Map();
  for (const id of parents.keys()) {
    let root = id;
    while (parents.has(root)) root = parents.get(root);
    roots.set(id, root);
  }
  return roots;
}

/** What the diagram has a box for, by what it calls it. */
export function inPicture(objects, roots) {
  const boxes = new Map();
  for (const it of objects) {
    if (it.table || it.state === 'missing') continue;
    const id = boxOf(it);
    if (id && !roots.has(id)) boxes.set(id, it);
  }
  return boxes;
}

const EFFECTS = { added: 'added', changed: 'changed', renamed: 'changed', dropped: 'changed' };

export function marksOf(objects, roots, boxes, changes, plan) {
  const marks = new Map();
  const put = (id, kind, word) => id && !marks.has(id) && marks.set(id, { kind, word });
  const missing = [];
  const root = (id) => roots.get(id) ?? id;
  const deviating = objects.filter((it) => it.state !== 'present');
  for (const it of deviating) {
    if (it.table || !boxOf(it)) continue;
    put(root(boxOf(it)), it.state, it.state);
    if (it.state === 'missing' && it.kind === 'tables') missing.push(boxOf(it));
  }
  for (const it of deviating) {
    if (it.table && boxes.has(root(boxOf(it)))) put(root(boxOf(it)), 'different', 'different');
  }
  // The changes of a run name an object as people do, and what is bound to a table by that first.
  const byName = new Map([...boxes.entries()].map(([id, it]) => [nameOf(it), id]));
  for (const it of changes?.changes ?? []) {
    const parts = it.object.split('.');
    const id = byName.get(it.object) ?? byName.get(parts.slice(0, 2).join('.'));
    const own = byName.has(it.object);
    put(id, own ? EFFECTS[it.change] : 'changed', own ? it.change : 'changed');
  }
  const text = (plan?.migrations ?? []).flatMap((it) => it.statements.map((statement) => statement.sql)).join('\n');
  const words = new Set(text.match(/[\p{L}\p{N}_$]+/gu) ?? []);
  for (const [id, it] of boxes) if (words.has(it.name)) put(id, 'planned', 'in the plan');
  return { marks, missing };
}
