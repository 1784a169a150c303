// How the columns of the solutions table are shown: symbol, unit, and whether on a logarithmic axis.

const mev = (symbol, words) => ({ symbol, words, unit: 'meV', of: (v) => 1e3 * v, back: (v) => v / 1e3 });
const degrees = (symbol, words) => ({ symbol, words, unit: 'deg', of: (v) => v, back: (v) => v, turn: true });
const plain = (symbol, words, unit = '') => ({ symbol, words, unit, of: (v) => v, back: (v) => v });
const heavy = (symbol, words) => ({
  symbol: `log₁₀(${symbol} / GeV)`, words, unit: '', of: Math.log10, back: (v) => 10 ** v,
});

export const COLUMNS = {
  m_lightest_eV: mev('m lightest', 'Lightest neutrino mass'),
  sum_eV: mev('Σ mᵢ', 'Sum of the neutrino masses'),
  mee_eV: mev('mᵦᵦ', 'Effective mass of neutrinoless double beta decay'),
  mbeta_eV: mev('mᵦ', 'Effective mass of beta decay'),
  delta_deg: degrees('δ CP', 'Dirac phase δ CP'),
  alpha21_deg: degrees('α₂₁', 'Majorana phase α₂₁'),
  alpha31_deg: degrees('α₃₁', 'Majorana phase α₃₁'),
  J: plain('J', 'Jarlskog invariant'),
  s12sq: plain('sin²θ₁₂', 'sin²θ₁₂'),
  s13sq: plain('sin²θ₁₃', 'sin²θ₁₃'),
  s23sq: plain('sin²θ₂₃', 'sin²θ₂₃'),
  dm2_21_eV2: { ...plain('Δm²₂₁', 'Small splitting', '10⁻⁵ eV²'), of: (v) => 1e5 * v, back: (v) => v / 1e5 },
  dm2_3l_eV2: { ...plain('Δm²₃ₗ', 'Large splitting', '10⁻³ eV²'), of: (v) => 1e3 * v, back: (v) => v / 1e3 },
  chi2: plain('χ²', 'χ² of the five cut observables'),
  M1_GeV: heavy('M₁', 'Lightest right-handed mass'),
  M2_GeV: heavy('M₂', 'Middle right-handed mass'),
  M3_GeV: heavy('M₃', 'Heaviest right-handed mass'),
};

/** What stands at an axis: "mᵦᵦ (meV)". */
export function axisName(column) {
  const shown = COLUMNS[column];
  return shown.unit ? `${shown.symbol} (${shown.unit})` : shown.symbol;
}

/** Names of the cuts. */
export const CUTS = {
  dm2_21: 'Δm²₂₁',
  dm2_3l: 'Δm²₃ₗ',
  s12sq: 'sin²θ₁₂',
  s13sq: 'sin²θ₁₃',
  s23sq: 'sin²θ₂₃',
  not_finite: 'not finite',
};
