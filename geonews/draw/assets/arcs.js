// Lines travel as differences of whole numbers, five bits a letter (see topology.py).
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
function unpackLines(text, scale) {
  const found = [];
  let x = 0, y = 0;
  for (const line of text ? text.split(",") : []) {
    const points = [];
    let at = 0;
    const next = () => {
      let value = 0, shift = 1, digit;
      do {
        digit = LETTERS.indexOf(line[at++]);
        value += (digit & 31) * shift;
        shift *= 32;
      } while (digit > 31);
      return value % 2 ? -(value + 1) / 2 : value / 2;
    };
    while (at < line.length) points.push([(x += next()) / scale, (y += next()) / scale]);
    found.push(points);
  }
  return found;
}
const unpack = (t) => [...unpackLines(t.coarse, t.scale / t.step), ...unpackLines(t.fine, t.scale)];
