import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Thrown to stop work whose result is no longer needed. */
export class Cancelled extends Error {
  constructor() {
    super("The request was cancelled.");
  }
}

/** Throws `Cancelled` once the request is canceled. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/**
 * Wraps every handler of the server: an error is logged and the neutral answer returned, so that no template can end
 * the server; a canceled request is answered as the protocol requires.
 */
export type Guard<D = void> = <P, R>(
  neutral: R,
  handler: Handler<P, R>,
) => (params: P, token: CancellationToken) => Promise<R | ResponseError<D>>;

/** A guard that reports errors to `log`; `data` is sent with the responses to canceled requests. */
export function createGuard<D = void>(log: (message: string) => void, data: D): Guard<D> {
  return (neutral, handler) => async (params, token) => {
    try {
      return await handler(params, token);
    } catch (error) {
      if (error instanceof Cancelled) {
        const code = token.isCancellationRequested
          ? LSPErrorCodes.RequestCancelled
          : LSPErrorCodes.ServerCancelled;
        return new ResponseError(code, error.message, data);
      }
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return neutral;
    }
  };
}
