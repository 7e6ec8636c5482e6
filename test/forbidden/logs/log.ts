/** A text that a program prints of a failed call, and what is to be read from it: `timeout kv-one 10.1.2.4:443`. */
export type Log = readonly [reads: string, text: string];
