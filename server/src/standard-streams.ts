import { Console } from "node:console";
import { type ResponseMessage, StreamMessageWriter } from "vscode-jsonrpc/node";
import { FramedReader } from "./framed-reader.ts";

/** The messages of a client over the standard input and output of this process, which `end`s with them. */
export function standardStreams(end: () => void): {
  readonly reader: FramedReader;
  readonly writer: StreamMessageWriter;
} {
  const { stdin, stdout, stderr } = process;
  // Printed output must not break into a message.
  globalThis.console = new Console(stderr, stderr);
  const writer = new StreamMessageWriter(stdout);
  const reader = new FramedReader(stdin, {
    refuse: (code, message) => {
      // There is no ID to respond to (https://www.jsonrpc.org/specification#response_object).
      const refusal: ResponseMessage = { jsonrpc: "2.0", id: null, error: { code, message } };
      void writer.write(refusal);
    },
    end: (why) => {
      stderr.write(`keyvault-network: ${why}, so the connection ends\n`, () => process.exit(1));
    },
  });
  stdin.on("close", end);
  return { reader, writer };
}
