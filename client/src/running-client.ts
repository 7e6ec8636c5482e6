import type { BaseLanguageClient } from "vscode-languageclient";

/** How a client is started, and what follows each start of its server. */
interface Starting {
  readonly start: () => Promise<BaseLanguageClient>;
  readonly onStart: (client: BaseLanguageClient, isFirst: boolean) => Promise<void>;
  readonly warn: (error: unknown) => void;
}

type Client = Promise<BaseLanguageClient>;

/** The client of the language server: started when it is first needed, and again if it failed to start. */
export class RunningClient {
  readonly #starting: Starting;
  #client: Client | undefined;
  #hasRun = false;

  constructor(starting: Starting) {
    this.#starting = starting;
  }

  /** Whether a server has responded. */
  get isRunning(): boolean {
    return this.#hasRun;
  }

  started(): Client {
    return this.#client ?? this.#replace();
  }

  /** A worker that has ended cannot start again, so another client takes over. Requests wait for it from now on. */
  async restart(): Promise<void> {
    await this.#replace();
  }

  async stop(): Promise<void> {
    await this.#end(this.#client);
  }

  #replace(): Client {
    const client = this.#begin(this.#client);
    this.#client = client;
    client.catch(() => {
      // The next request tries again.
      if (this.#client === client) this.#client = undefined;
    });
    return client;
  }

  async #begin(before: Client | undefined): Client {
    await this.#end(before);
    const client = await this.#starting.start();
    const isFirst = !this.#hasRun;
    // Listeners check whether the server runs, which determines whether the views are shown.
    this.#hasRun = true;
    // The client restarts a crashed server automatically.
    client.onDidChangeState(() => {
      if (client.isRunning()) void this.#tell(client, false);
    });
    await this.#tell(client, isFirst);
    return client;
  }

  /** The server runs, whatever fails of what follows. */
  async #tell(client: BaseLanguageClient, isFirst: boolean): Promise<void> {
    const { onStart, warn } = this.#starting;
    await onStart(client, isFirst).catch(warn);
  }

  /** One that failed to start has nothing to end, and one that does not respond is left to itself. */
  async #end(client: Client | undefined): Promise<void> {
    const started = await client?.catch(() => undefined);
    await started?.dispose().catch(this.#starting.warn);
  }
}
