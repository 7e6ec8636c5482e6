import { Console } from "node:console";
import {
  ErrorCodes,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

/** The messages of a client over the standard input and output of this process, which `end`s with them. */
export function standardStreams(end: () => void): {
  readonly reader: StreamMessageReader;
  readonly writer: StreamMessageWriter;
} {
  const { stdin, stdout, stderr } = process;
  // Printed output must not break into a message.
  globalThis.console = new Console(stderr, stderr);
  const writer = new StreamMessageWriter(stdout);
  const reader = new StreamMessageReader(stdin);
  reader.onError((error) => {
    // After a complete message that is not JSON, others may follow; otherwise, it is unclear where the next one would begin.
    if (error instanceof SyntaxError) void writer.write(refusal(ErrorCodes.ParseError, "JSON"));
    else
      stderr.write(`keyvault-network: ${error.message.split("\n", 1)[0]}, so the connection ends\n`, () =>
        process.exit(1),
      );
  });
  stdin.on("close", end);
  return { reader, writer };
}

/** The response to a message that cannot have an ID (https://www.jsonrpc.org/specification#response_object). */
export function refusal(code: number, expected: string): ResponseMessage {
  return { jsonrpc: "2.0", id: null, error: { code, message: `The message is not ${expected}.` } };
}
