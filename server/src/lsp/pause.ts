/** Lets waiting messages be read first: a newer keystroke, a cancellation, a hover. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
