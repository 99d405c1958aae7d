// The types of the console in a frame. docs/embedding.md describes each of them.

import type { Console, Options } from "./swr-console.js";

/** The options of a console that has its own configuration. */
export type FrameOptions = Pick<
  Options,
  "address" | "language" | "layout" | "theme" | "readOnly" | "capabilities" | "getToken" | "onBeforeMutate"
> & {
  /** Where the standalone console is served. */
  src: string | URL;
  /** The accessible name of the frame. */
  title?: string;
};

/** Appends a frame with the console at another address to an element, and dispatches its events on that element. */
export function frame(target: Element, options: FrameOptions): Console;
