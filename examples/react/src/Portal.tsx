// A portal that signs in by itself and lends its token to the console.

import { useEffect, useRef, useState } from "react";
import type { Change, SwrConsoleElement, TokenReason } from "swr-console";
import { tokenFor, tokenForPartner } from "../../portal/account.js";
import { START, consoleAddress, keepConsoleAddress } from "../../portal/address.js";
import { SwrConsole } from "./SwrConsole";

const mayChange = ({ method, path }: Change) => method !== "DELETE" || confirm(`The portal asks: ${method} ${path}?`);
const showModal = (dialog: HTMLDialogElement | null) => dialog?.showModal();

export function Portal() {
  const form = useRef<HTMLFormElement>(null);
  const images = useRef<SwrConsoleElement>(null);
  const [address, setAddress] = useState(consoleAddress);
  const [asked, setAsked] = useState<TokenReason[]>([]);
  const [said, setSaid] = useState("");
  const [isDark, setIsDark] = useState(false);
  const [isShown, setIsShown] = useState(true);
  const [hasSecond, setHasSecond] = useState(false);
  const [isPicking, setIsPicking] = useState(false);

  useEffect(() => {
    document.documentElement.toggleAttribute("data-dark", isDark);
  }, [isDark]);
  useEffect(() => {
    const onMoved = () => setAddress(consoleAddress());
    addEventListener("popstate", onMoved);
    return () => removeEventListener("popstate", onMoved);
  }, []);

  const accountInForm = () => tokenFor(new FormData(form.current!));

  function getToken(reason: TokenReason) {
    setAsked((before) => [...before, reason]);
    return accountInForm();
  }

  function go(address: string) {
    keepConsoleAddress(address);
    setAddress(address);
  }

  async function signIn() {
    images.current?.setToken(await accountInForm());
  }

  const say = ({ type, detail }: CustomEvent) => setSaid(`${type} ${JSON.stringify(detail)}`);

  return (
    <>
      <header>
        <h1>A portal</h1>
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            void signIn();
          }}
        >
          <label>Account <input name="account" defaultValue="local" /></label>
          <label>User <input name="user" defaultValue="admin" /></label>
          <label>Password <input name="password" type="password" defaultValue="demo-admin" /></label>
          <button>Sign in</button>
        </form>
        <button type="button" onClick={() => setIsDark(!isDark)}>Dark</button>
        <button type="button" onClick={() => go(START)}>Organizations</button>
        <button type="button" onClick={() => history.back()}>Back</button>
        <button type="button" onClick={() => setIsPicking(true)}>Pick an image</button>
        {/* The service refuses this token, as it does one that ended early; the console asks for another. */}
        <button type="button" onClick={() => images.current?.setToken("ended")}>Expire</button>
        <button type="button" onClick={() => setHasSecond(true)}>Second console</button>
        <button type="button" onClick={() => setIsShown(false)}>Remove console</button>
        <p>At <output id="address">{address}</output></p>
        <p>Asked for a token: <output id="asked">{asked.join(" ")}</output></p>
        <p>Said: <output id="said">{said}</output></p>
      </header>
      <main>
        {isShown && (
          <SwrConsole
            ref={images}
            id="console"
            layout="content"
            region="local-1"
            address={address}
            getToken={getToken}
            onBeforeMutate={mayChange}
            onReady={say}
            onNavigate={(event) => {
              say(event);
              go(event.detail.address);
            }}
            onMutation={say}
            onAuthRequired={say}
            onError={say}
          />
        )}
        {hasSecond && (
          <SwrConsole id="second" layout="content" region="local-1" address={START} getToken={tokenForPartner} />
        )}
      </main>
      {isPicking && (
        <dialog aria-label="Pick an image" ref={showModal} onClose={() => setIsPicking(false)}>
          <SwrConsole
            layout="picker"
            region="local-1"
            getToken={accountInForm}
            onSelect={(event) => {
              say(event);
              setIsPicking(false);
            }}
          />
        </dialog>
      )}
    </>
  );
}
