/** Has the browser save a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * A table as CSV (RFC 4180). Text that a spreadsheet would take for a formula is quoted by an apostrophe.
 *
 * @param notes lines that stand before the table, each after "# "
 */
export function csv(columns, rows, notes = []) {
  const cell = (value) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = notes.map((note) => `# ${note.replace(/[\r\n]+/g, ' ')}`);
  lines.push(columns.map(cell).join(','));
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${lines.join('\n')}\n`;
}

/** A name for a file, of what it shows. */
export function fileName(...parts) {
  return parts.filter(Boolean).join('-').toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/-+/g, '-');
}
