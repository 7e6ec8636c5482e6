import { keepCompiledCode } from "./compiled-code.ts";

declare const require: (path: string) => unknown;

keepCompiledCode();
// Loaded after that, so that it is kept. Written into the call, the path would be one that the bundler follows.
const program = "./command-line.js";
require(program);
