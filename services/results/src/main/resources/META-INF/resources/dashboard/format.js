const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 12,345. */
export function whole(value) {
  return INTEGER.format(value);
}

/** So many significant digits, without exponent where that is short. */
export function digits(value, significant = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa, exponent] = value.toExponential(significant - 1).split('e');
    return `${mantissa}e${Number(exponent)}`;
  }
  return String(Number(value.toPrecision(significant)));
}

/** 12.3 %. */
export function percent(share, significant = 3) {
  return share === null || share === undefined ? '–' : `${digits(100 * share, significant)} %`;
}

/** 1 h 2 min, 3 min 4 s, 5 s. */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s >= 3600) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  if (s >= 60) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${s} s`;
}

/** Date and time of day, local. */
export function moment(ms) {
  return new Date(ms).toLocaleString('en-GB', {
    year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
}

/** The first digits of a digest. */
export function shortDigest(digest) {
  return digest ? digest.replace('sha256:', '').slice(0, 12) : '';
}
