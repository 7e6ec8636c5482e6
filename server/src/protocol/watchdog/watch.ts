/** What is watched, and the consequences. */
interface Watched {
  /** How long it may send nothing, in milliseconds. */
  readonly deadline: number;
  /** Asks for a sign of life; its arrival is reported to `answered`. */
  readonly ping: () => void;
  readonly isWaitedFor: () => boolean;
  readonly onSilence: () => void;
}

/** A server that has just started may take this many times the deadline. */
const toStart = 6;
/**
 * How often the server is checked per deadline. What counts is the number of checks that find it silent, so that a
 * machine that was asleep performs only one check when it wakes up.
 */
const looks = 10;

/**
 * Notices that a server has stopped responding. It checks as long as responses are pending, and for a while afterwards.
 */
export class Watch {
  readonly #watched: Watched;
  #timer: ReturnType<typeof setInterval> | undefined;
  #silence = 0;
  #isPinged = false;
  #hasSpoken = false;
  #isBusy = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Something was sent to the server, or it has reported something, so it may be working. */
  busy(): void {
    this.#isBusy = true;
    this.#timer ??= setInterval(() => {
      this.#look();
    }, this.#watched.deadline / looks);
  }

  /** The server has sent a message. */
  heard(): void {
    this.#silence = 0;
    this.#hasSpoken = true;
  }

  /** The server has answered a ping. */
  answered(): void {
    this.#isPinged = false;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const { ping, isWaitedFor, onSilence } = this.#watched;
    if (this.#isPinged) {
      this.#silence++;
      if (this.#silence >= looks * (this.#hasSpoken ? 1 : toStart)) onSilence();
    } else if (this.#isBusy || isWaitedFor()) {
      this.#isBusy = false;
      this.#isPinged = true;
      ping();
    } else this.stop();
  }
}
