// The objects of a report: how they are called, and what belongs to what.
import { kindsOf } from './light.js';

/** What the diagram has a box for; everything else is bound to one, or has none. */
const DRAWN = new Set(['tables', 'views', 'materializedViews', 'enums']);

const SINGULAR = { indexes: 'index', policies: 'policy', textSearchDictionaries: 'text search dictionary', operatorFamilies: 'operator family', operatorClasses: 'operator class', accessMethods: 'access method', defaultPrivileges: 'default privileges', extendedStatistics: 'extended statistics', aggregates: 'aggregate' };

/** The kind in a sentence: materializedViews are each a materialized view. */
export const kindWord = (kind) => SINGULAR[kind] ?? kind.replace(/s$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A name as PostgreSQL prints it, and as the diagram calls its objects. */
export const printed = (name) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

export const qualified = (namespace, name) => `${printed(namespace)}.${printed(name)}`;

/** As the report and acceptances name it. */
export const nameOf = (it) => [it.namespace, it.table, it.name].filter(Boolean).join('.');

/** What an address calls it. */
export const keyOf = (it) => `${it.kind}:${nameOf(it)}`;

/** The box of the diagram that shows it; null if none does. */
export function boxOf(it) {
  if (it.table) return qualified(it.namespace, it.table);
  return DRAWN.has(it.kind) ? qualified(it.namespace, it.name) : null;
}

export const everyObject = (report) => kindsOf(report).flatMap((kind) => report[kind].map((it) => ({ kind, ...it })));

/**
 * Those that are not as expected; what is bound to a table that is missing or unexpected itself
 * goes with it.
 */
export function folded(objects) {
  const deviating = objects.filter((it) => it.state !== 'present');
  const whole = new Map(
    deviating.filter((it) => it.kind === 'tables' && it.state !== 'different').map((it) => [qualified(it.namespace, it.name), { ...it, bound: [] }]),
  );
  const alone = [];
  for (const it of deviating) {
    const table = it.table && whole.get(qualified(it.namespace, it.table));
    if (table && table.state === it.state) table.bound.push(it);
    else if (!(it.kind === 'tables' && whole.has(qualified(it.namespace, it.name)))) alone.push(it);
  }
  return [...whole.values(), ...alone];
}

export const SIGNS = { missing: '−', different: '≠', unexpected: '+', added: '+', dropped: '−', changed: '~', renamed: '→', planned: '…' };
