/** A small button and what it opens beside it, over everything; Escape or a click elsewhere closes it (the browser's own popover). */
import { type ReactNode, type ToggleEvent, useId, useRef } from "react";
import { beside } from "../core/place/beside";
import "./popup.css";

interface Props {
  readonly label: string;
  readonly sign: string;
  /** How the button looks. */
  readonly className: string;
  /** Whether it is done with once something in it was clicked. */
  readonly once?: boolean;
  readonly children: ReactNode;
}

export function Popup({ label, sign, className, once = false, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = (event: ToggleEvent<HTMLDivElement>) => {
    const panel = event.currentTarget;
    if (event.newState !== "open" || button.current === null) return;
    const { left, top } = beside(button.current.getBoundingClientRect(), panel.getBoundingClientRect(), { width: window.innerWidth, height: window.innerHeight });
    Object.assign(panel.style, { left: `${left}px`, top: `${top}px`, opacity: "1" });
  };
  return (
    <>
      <button ref={button} type="button" className={className} aria-label={label} title={label} popoverTarget={id}>
        {sign}
      </button>
      {/* What is clicked are the buttons in it. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        id={id}
        popover="auto"
        className="popup"
        onToggle={place}
        onClick={(event) => {
          if (once && event.target instanceof Element && event.target.closest("button") !== null) event.currentTarget.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}
