/** How many shades tell counts apart, nothing aside. */
export const SHADES = 5;
