/** Calls back once what stands now has been painted; gives back what calls it off. */
export function painted(then: () => void): () => void {
  let over: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => { over = setTimeout(then); });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(over);
  };
}
