/**
 * Lets waiting messages be read first: a newer keystroke, a cancellation, a hover. In Node, the first turn may end before messages are received,
 * and those received in the second are handled in the third.
 */
export async function pause(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await nextTurn();
}

/** A timer would wait for a millisecond in Node, and for four in a browser, whether or not there is anything to read. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }
  });
}
