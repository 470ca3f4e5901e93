/** The bar on top: name, views, language, appearance, keys. */
import type { Theme } from "../core/state/view";
import { go } from "../core/state/changes";
import { VIEWS } from "../views/views";
import { useChanges, useCommon, usePassing, useView, useWords } from "./context";

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };

export function Header() {
  const t = useWords();
  const { adjust } = useChanges();
  const { lang } = useCommon();
  const theme = useView((view) => view.theme);
  const projector = useView((view) => view.projector);
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
            adjust((view) => ({ ...view, lang: lang === "fr" ? "en" : "fr" }));
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
        <button
          type="button"
          className="quiet-button wide-only"
          onClick={() => {
            set({ saving: true });
          }}
        >
          {t("story.open")}
        </button>
        <button
          type="button"
          className="quiet-button wide-only"
          aria-pressed={projector}
          onClick={() => {
            adjust((view) => ({ ...view, projector: !projector }));
          }}
        >
          {t("header.projector")}
        </button>
        <button
          type="button"
          className="quiet-button wide-only"
          aria-label={t("header.keys")}
          title={t("header.keys")}
          onClick={() => {
            set({ keys: true });
          }}
        >
          ?
        </button>
      </div>
    </header>
  );
}

function Views() {
  const t = useWords();
  const { commit } = useChanges();
  const at = useView((view) => view.at);
  if (VIEWS.length < 2) return null;
  return (
    <nav className="views" aria-label={t("nav.views")}>
      {VIEWS.map(({ id }) => (
        <button
          key={id}
          type="button"
          aria-current={id === at ? "page" : undefined}
          onClick={() => {
            commit(go(id));
          }}
        >
          {t(`nav.${id}`)}
        </button>
      ))}
    </nav>
  );
}
