// SQL that would make the database what is expected, where that can be said in a line or two and
// loses nothing. What loses rows, or takes more than that, is for a person to write.
const RESERVED = new Set('all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric system_user table then to trailing true union unique user using variadic when where window with'.split(' '));

const ident = (name) => (/^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`);
const literal = (text) => `'${text.replaceAll("'", "''")}'`;
const path = (...names) => names.map(ident).join('.');
const ended = (sql) => `${sql.replace(/[\s;]+$/, '')};`;

const COLUMN = /^columns\.(.+)\.(type|nullable|default)$/;

function ofColumn(table, [, column, what], expected) {
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${ident(column)}`;
  if (what === 'type') return `${alter} TYPE ${expected};`;
  if (what === 'nullable') return `${alter} ${expected ? 'DROP' : 'SET'} NOT NULL;`;
  return expected === null ? `${alter} DROP DEFAULT;` : `${alter} SET DEFAULT ${expected};`;
}

function ofTable(it) {
  const table = path(it.namespace, it.name);
  return it.differences.map(({ attribute, expected, actual }) => {
    const column = COLUMN.exec(attribute);
    if (column) return ofColumn(table, column, expected);
    if (/^columns\.[^.]+$/.test(attribute) && expected?.type && actual === null) {
      const extra = `${expected.default ? ` DEFAULT ${expected.default}` : ''}${expected.nullable === false ? ' NOT NULL' : ''}`;
      return expected.generationExpression || expected.identity ? null : `ALTER TABLE ${table} ADD COLUMN ${ident(attribute.slice('columns.'.length))} ${expected.type}${extra};`;
    }
    if (attribute === 'owner') return `ALTER TABLE ${table} OWNER TO ${ident(expected)};`;
    return null;
  });
}

function ofEnum(it) {
  return it.differences.map(({ attribute, expected, actual }) => {
    if (attribute !== 'labels' || !actual.every((label) => expected.includes(label))) return null;
    return expected
      .map((label, index) => (actual.includes(label) ? null : `ALTER TYPE ${path(it.namespace, it.name)} ADD VALUE ${literal(label)}${index ? ` AFTER ${literal(expected[index - 1])}` : ''};`))
      .filter(Boolean)
      .join('\n');
  });
}

function ofMissing(it) {
  if (!it.definition) return null;
  if (it.kind === 'constraints') return `ALTER TABLE ${path(it.namespace, it.table)} ADD CONSTRAINT ${ident(it.name)} ${it.definition};`;
  if (it.kind === 'indexes') return it.constraint ? null : ended(it.definition);
  if (it.kind === 'views') return `CREATE VIEW ${path(it.namespace, it.name)} AS\n${ended(it.definition)}`;
  return /^CREATE /.test(it.definition) ? ended(it.definition) : null;
}

function ofUnexpected(it) {
  if (it.kind === 'indexes') return it.constraint ? null : `DROP INDEX ${path(it.namespace, it.name)};`;
  if (it.kind === 'constraints') return `ALTER TABLE ${path(it.namespace, it.table)} DROP CONSTRAINT ${ident(it.name)};`;
  if (it.kind === 'triggers') return `DROP TRIGGER ${ident(it.name)} ON ${path(it.namespace, it.table)};`;
  if (it.kind === 'views') return `DROP VIEW ${path(it.namespace, it.name)};`;
  return null;
}

function ofDifferent(it) {
  if (it.kind === 'tables') return ofTable(it);
  if (it.kind === 'enums') return ofEnum(it);
  return it.differences.map(({ attribute, expected }) => (attribute === 'definition' && /^CREATE OR REPLACE /.test(expected ?? '') ? ended(expected) : null));
}

/** The statements, and whether they are all that it takes; null where there are none. */
export function mend(it) {
  const statements = it.state === 'missing' ? [ofMissing(it)] : it.state === 'unexpected' ? [ofUnexpected(it)] : ofDifferent(it);
  const known = statements.filter(Boolean);
  return known.length ? { sql: known.join('\n'), complete: known.length === statements.length } : null;
}
