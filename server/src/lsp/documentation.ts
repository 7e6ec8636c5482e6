export { rulePage } from "../core/index.ts";
