// Maps as they come from the server, and as pictures.

/** Floats of 32 bits, little endian, in base64. */
export function floats(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length / 4 }, (unused, i) => view.getFloat32(4 * i, true));
}

/** A square map under a Gaussian filter of so many pixels; edges see what there is. */
export function smooth(values, side, sigma) {
  if (sigma === 0) return values;
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (unused, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const pass = (from, step, line) => {
    const to = new Float64Array(from.length);
    for (let row = 0; row < side; row++) {
      for (let place = 0; place < side; place++) {
        let sum = 0;
        let total = 0;
        for (let k = Math.max(0, place - reach); k <= Math.min(side - 1, place + reach); k++) {
          const weight = weights[k - place + reach];
          sum += weight * from[row * line + k * step];
          total += weight;
        }
        to[row * line + place * step] = sum / total;
      }
    }
    return to;
  };
  return pass(pass(values, 1, side), side, 1);
}

/** The size that 99.5 % of the values stay below; pictures end there. */
export function limit(values) {
  const sizes = Float64Array.from(values, Math.abs).sort();
  const at = sizes[Math.floor(0.995 * (sizes.length - 1))];
  return at > 0 ? at : 1;
}

/** From below to above zero; distinguishable with any colour vision. */
export const DIVERGING = ['#2166ac', '#67a9cf', '#d1e5f0', '#f7f7f7', '#fddbc7', '#ef8a62', '#b2182b'];

function rgb(value) {
  const place = Math.min(Math.max((value + 1) / 2, 0), 1) * (DIVERGING.length - 1);
  const low = Math.min(Math.floor(place), DIVERGING.length - 2);
  const parts = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  const [from, to] = [parts(DIVERGING[low]), parts(DIVERGING[low + 1])];
  return from.map((part, i) => Math.round(part + (to[i] - part) * (place - low)));
}

/** A canvas of the map, each pixel several wide so that it stays sharp; row 0 is at the bottom. */
export function picture(values, side, most) {
  const scale = Math.max(1, Math.round(1024 / side));
  const small = document.createElement('canvas');
  small.width = side;
  small.height = side;
  const image = new ImageData(side, side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = 4 * ((side - 1 - row) * side + column);
      const [r, g, b] = rgb(values[row * side + column] / most);
      image.data.set([r, g, b, 255], at);
    }
  }
  small.getContext('2d').putImageData(image, 0, 0);
  const large = document.createElement('canvas');
  large.width = side * scale;
  large.height = side * scale;
  const context = large.getContext('2d');
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, large.width, large.height);
  return large;
}
