/** Whether a keystroke has not been read yet: while the server works, it reads no messages. */
export class Keystrokes {
  /** How many keystrokes a supervisor has forwarded, if threads share memory. */
  readonly #passedOn: Int32Array | null;
  #read = 0;

  constructor(passedOn: SharedArrayBuffer | undefined) {
    this.#passedOn = passedOn ? new Int32Array(passedOn) : null;
  }

  /** One of them has been read. */
  readonly read = (): void => {
    this.#read++;
  };

  get areWaiting(): boolean {
    return this.#passedOn !== null && Atomics.load(this.#passedOn, 0) > this.#read;
  }
}
