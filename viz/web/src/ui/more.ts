/** A long list, a page at a time. */
import { useState } from "react";

interface More<T> {
  readonly listed: readonly T[];
  /** How many are not listed yet. */
  readonly left: number;
  /** Lists a page more. */
  readonly more: () => void;
}

export function useMore<T>(all: readonly T[], page: number): More<T> {
  const [pages, setPages] = useState(1);
  const listed = all.slice(0, pages * page);
  return {
    listed,
    left: all.length - listed.length,
    more: () => {
      setPages((before) => before + 1);
    },
  };
}

/** The list cut into pages: the same items stay on the same page as it grows. */
export function inPages<T>(all: readonly T[], page: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / page) }, (_, i) => all.slice(i * page, (i + 1) * page));
}
