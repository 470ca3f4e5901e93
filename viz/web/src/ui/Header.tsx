/** The bar on top: name, views, language, appearance, keys. */
import { Fragment, useEffect, useRef } from "react";
import type { Theme } from "../core/state/view";
import { go } from "../core/state/changes";
import { VIEWS } from "../views/views";
import { useChanges, useCommon, usePassing, useView, useWords } from "./context";
import { Help } from "./Help";
import { rememberLanguage } from "./language";
import { Overflow } from "./Overflow";

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };

export function Header() {
  const t = useWords();
  const { adjust } = useChanges();
  const { lang } = useCommon();
  const theme = useView((view) => view.theme);
  const { finding, set } = usePassing();
  return (
    <header className="header">
      <a className="unseen skip" href="#card">
        {t("nav.skip")}
      </a>
      <p className="brand">
        mail<span>l</span>age
      </p>
      <Views />
      <button
        type="button"
        className="quiet-button finder"
        aria-expanded={finding}
        onClick={() => {
          set({ finding: !finding });
        }}
      >
        {finding ? t("header.back") : t("header.find")}
      </button>
      <div className="header-right">
        <button
          type="button"
          className="quiet-button"
          lang={lang === "fr" ? "en" : "fr"}
          aria-label={t("header.languageLabel")}
          onClick={() => {
            const other = lang === "fr" ? "en" : "fr";
            rememberLanguage(other);
            adjust((view) => ({ ...view, lang: other }));
          }}
        >
          {lang === "fr" ? "EN" : "FR"}
        </button>
        <button
          type="button"
          className="quiet-button"
          title={t("header.theme.label")}
          onClick={() => {
            adjust((view) => ({ ...view, theme: NEXT[theme] }));
          }}
        >
          <span className="unseen">{t("header.theme.label")} : </span>
          <span aria-hidden="true">◐ </span>
          {t(`header.theme.${theme}`)}
        </button>
        <More />
      </div>
    </header>
  );
}

/** What a narrow window folds away behind one button. */
function More() {
  const t = useWords();
  const { adjust } = useChanges();
  const projector = useView((view) => view.projector);
  const wide = useView((view) => view.wide);
  const { set } = usePassing();
  return (
    <Overflow className="quiet-button">
      <button
        type="button"
        className="quiet-button"
        onClick={() => {
          set({ saving: true });
        }}
      >
        {t("story.open")}
      </button>
      <button
        type="button"
        className="quiet-button"
        aria-pressed={projector}
        onClick={() => {
          adjust((view) => ({ ...view, projector: !projector }));
        }}
      >
        {t("header.projector")}
      </button>
      <button
        type="button"
        className="quiet-button widen"
        aria-pressed={wide}
        title={t("header.wideLabel")}
        onClick={() => {
          adjust((view) => ({ ...view, wide: !wide }));
        }}
      >
        {t("header.wide")}
      </button>
      <button
        type="button"
        className="quiet-button"
        aria-label={t("header.keys")}
        title={t("header.keys")}
        onClick={() => {
          set({ keys: true });
        }}
      >
        ?
      </button>
    </Overflow>
  );
}

function Views() {
  const t = useWords();
  const { commit } = useChanges();
  const at = useView((view) => view.at);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where the bar is wider than the window, the view that is open is in sight.
    bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [at]);
  if (VIEWS.length < 2) return null;
  return (
    <nav ref={bar} className="views" aria-label={t("nav.views")}>
      {VIEWS.map(({ id }) => (
        <Fragment key={id}>
          <button
            type="button"
            aria-current={id === at ? "page" : undefined}
            onClick={() => {
              commit(go(id));
            }}
          >
            {t(`nav.${id}`)}
          </button>
          {id === at ? <Help of={id} /> : null}
        </Fragment>
      ))}
    </nav>
  );
}
