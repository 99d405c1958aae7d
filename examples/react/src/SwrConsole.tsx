// `<swr-console>` as a component: options are props, events are callbacks, and `ref` has the methods.

import {
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type DetailedHTMLProps,
  type HTMLAttributes,
  type Ref,
} from "react";
import { defineElement, type ConsoleEventMap, type Options, type SwrConsoleElement } from "swr-console";

// This module is bundled; what it loads is not, and lies where the portal's server offers it.
defineElement("swr-console", { files: "/swr-console/" });

type Listener<Type extends keyof ConsoleEventMap> = (event: ConsoleEventMap[Type]) => void;

interface SwrConsoleProps extends Options {
  ref?: Ref<SwrConsoleElement>;
  id?: string;
  className?: string;
  style?: CSSProperties;
  onReady?: Listener<"ready">;
  onNavigate?: Listener<"navigate">;
  onSelect?: Listener<"select">;
  onMutation?: Listener<"mutation">;
  onAuthRequired?: Listener<"auth-required">;
  onError?: Listener<"error">;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "swr-console": DetailedHTMLProps<HTMLAttributes<SwrConsoleElement>, SwrConsoleElement>
        & Omit<Options, "onBeforeMutate">
        & { [Type in keyof ConsoleEventMap as `on${Type}`]?: Listener<Type> };
    }
  }
}

/**
 * Objects as props (`config`, `capabilities`) should stay the same between renders: another one builds the
 * console anew. Functions need not.
 */
export function SwrConsole({
  ref,
  getToken,
  fetch,
  onBeforeMutate,
  onReady,
  onNavigate,
  onSelect,
  onMutation,
  onAuthRequired,
  onError,
  ...rest
}: SwrConsoleProps) {
  const element = useRef<SwrConsoleElement>(null);
  useImperativeHandle(ref, () => element.current!, []);
  const mayChange = useSteady(onBeforeMutate);
  // As a prop of the element React would listen to an event of that name.
  useLayoutEffect(() => {
    element.current!.onBeforeMutate = mayChange;
  }, [mayChange]);
  return (
    <swr-console
      {...rest}
      ref={element}
      getToken={useSteady(getToken)}
      fetch={useSteady(fetch)}
      onready={onReady}
      onnavigate={onNavigate}
      onselect={onSelect}
      onmutation={onMutation}
      onauth-required={onAuthRequired}
      onerror={onError}
    />
  );
}

/** One function for the element's whole life that calls the one of the last render. */
function useSteady<Arguments extends unknown[], Answer>(given?: (...it: Arguments) => Answer) {
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });
  const isGiven = given !== undefined;
  return useMemo(() => (isGiven ? (...it: Arguments) => latest.current!(...it) : undefined), [isGiven]);
}
