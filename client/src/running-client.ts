import type { BaseLanguageClient } from "vscode-languageclient";

/** How a client is started, and what follows each start of its server. */
interface Starting {
  readonly start: () => Promise<BaseLanguageClient>;
  readonly onStart: (client: BaseLanguageClient, isFirst: boolean) => Promise<void>;
  readonly warn: (message: string) => void;
}

/** The client of the language server: started when it is first needed, and again if it failed to start. */
export class RunningClient {
  readonly #starting: Starting;
  #client: Promise<BaseLanguageClient> | undefined;
  #hasRun = false;

  constructor(starting: Starting) {
    this.#starting = starting;
  }

  /** Whether a server has responded. */
  get isRunning(): boolean {
    return this.#hasRun;
  }

  started(): Promise<BaseLanguageClient> {
    return (this.#client ??= this.#begin());
  }

  /** A worker that has ended cannot start again, so another client takes over. */
  async restart(): Promise<void> {
    await this.stop();
    this.#client = undefined;
    await this.started();
  }

  async stop(): Promise<void> {
    const client = await this.#client;
    await client?.dispose();
  }

  async #begin(): Promise<BaseLanguageClient> {
    const { start, onStart, warn } = this.#starting;
    try {
      const client = await start();
      const isFirst = !this.#hasRun;
      // Listeners check whether the server runs, which determines whether the views are shown.
      this.#hasRun = true;
      await onStart(client, isFirst);
      // The client restarts a crashed server automatically.
      client.onDidChangeState(() => {
        if (client.isRunning())
          onStart(client, false).catch((error: unknown) => {
            warn(String(error));
          });
      });
      return client;
    } catch (error) {
      // The next document or command tries again.
      this.#client = undefined;
      throw error;
    }
  }
}
