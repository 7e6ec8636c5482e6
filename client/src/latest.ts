/** Waits for the latest work, even if another one begins meanwhile. */
export async function untilLatest(work: () => Promise<void>): Promise<void> {
  let awaited;
  do await (awaited = work());
  while (awaited !== work());
}
