/** What is watched, and what follows. */
interface Watched {
  /** How long it may say nothing, in milliseconds. */
  readonly deadline: number;
  /** Asks for a sign of life, which is `answered` when it comes. */
  readonly ping: (answered: () => void) => void;
  readonly isWaitedFor: () => boolean;
  readonly onSilence: () => void;
}

/** A server that has just begun may take as many times the deadline. */
const toStart = 6;
/** Looks at the server per deadline: what counts is how many of them find it silent, so that a machine that slept looks once when it wakes. */
const looks = 10;

/** Notices that a server has fallen silent. It looks as long as there is something to wait for, and for a while after. */
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

  /** Something was sent to the server, or it has told of something, so that it may be at work. */
  busy(): void {
    this.#isBusy = true;
    this.#timer ??= setInterval(() => {
      this.#look();
    }, this.#watched.deadline / looks);
  }

  /** The server has said something. */
  heard(): void {
    this.#silence = 0;
    this.#hasSpoken = true;
  }

  /** Another server has taken its place. */
  restart(): void {
    [this.#silence, this.#isPinged, this.#hasSpoken] = [0, false, false];
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
      ping(() => {
        this.#isPinged = false;
      });
    } else this.stop();
  }
}
