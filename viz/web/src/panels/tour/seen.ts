/** Under which name the browser remembers that the tour was taken or skipped. */
export const SEEN = "maillage-tour";
