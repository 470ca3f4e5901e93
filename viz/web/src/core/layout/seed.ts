/** A number that looks random but depends on the text alone: the same id starts at the same place on every machine. */

/** 32 bits of FNV-1a, then mixed. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** From 0 (with) to 1 (without). */
export function chance(text: string): number {
  return hash(text) / 2 ** 32;
}

/** A place in the disc of this radius. */
export function scattered(id: string, radius: number): readonly [number, number] {
  const angle = chance(`${id}/angle`) * 2 * Math.PI;
  const far = Math.sqrt(chance(`${id}/far`)) * radius;
  return [far * Math.cos(angle), far * Math.sin(angle)];
}
