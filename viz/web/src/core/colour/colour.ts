/** Colours as numbers: mixing for the map, contrast and colour-blind distance for the test on the tokens. */

export type Rgb = readonly [number, number, number];

/** Red, green and blue from 0 to 255 of `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function hex([r, g, b]: Rgb): string {
  const two = (part: number) => Math.round(Math.min(255, Math.max(0, part))).toString(16).padStart(2, "0");
  return `#${two(r)}${two(g)}${two(b)}`;
}

/** `share` of `top` over `ground`, opaque: a faded mark must hide the lines under it. */
export function mix(ground: string, top: string, share: number): string {
  const [a, b] = [rgb(ground), rgb(top)];
  const at = (i: 0 | 1 | 2) => a[i] + (b[i] - a[i]) * share;
  return hex([at(0), at(1), at(2)]);
}

function linear(part: number): number {
  const c = part / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function encoded(part: number): number {
  const c = Math.min(1, Math.max(0, part));
  return 255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);
}

/** Relative luminance of WCAG 2, 0 to 1. */
export function luminance(colour: string): number {
  const [r, g, b] = rgb(colour);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export type Blindness = "protan" | "deutan" | "tritan";

// Full dichromacy after Machado, Oliveira and Fernandes (2009), applied to linear light.
const SIGHT: Readonly<Record<Blindness, readonly [Rgb, Rgb, Rgb]>> = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** The colour as a person with this colour blindness sees it. */
export function seenBy(blindness: Blindness, colour: string): string {
  const [r, g, b] = rgb(colour).map(linear) as [number, number, number];
  const rows = SIGHT[blindness].map(([x, y, z]) => encoded(x * r + y * g + z * b));
  return hex(rows as unknown as Rgb);
}

/** CIE L*a*b* (D65). */
export function lab(colour: string): Rgb {
  const [r, g, b] = rgb(colour).map(linear) as [number, number, number];
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far two colours look apart (CIE 1976 ΔE): 2 is just seen, 10 is told apart at a glance. */
export function distance(a: string, b: string): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
